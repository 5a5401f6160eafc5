package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.InvalidJsonException.Mistake;
import java.util.List;

/** Receipts as JSON, the way most formats answer. */
public final class ReceiptJson {
  private ReceiptJson() {}

  /** {@code {"status":"accepted","id":…,"message":…}}, or why it was not accepted. */
  public static ObjectNode one(Receipt receipt) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (receipt instanceof Receipt.Accepted accepted) {
      json.put("status", "accepted").put("id", accepted.alert().id());
      json.put("message", accepted.duplicate() ? "Alert was accepted before" : "Alert accepted");
      if (accepted.duplicate()) {
        json.put("duplicate", true);
      }
    } else if (receipt instanceof Receipt.Rejected rejected) {
      json.put("status", "rejected").put("message", text(rejected.mistakes()));
      json.set("errors", mistakes(rejected.mistakes()));
    } else {
      json.put("status", "unavailable");
      json.put("message", "The alert was not taken in; send it again");
    }
    return json;
  }

  /** One result for each receipt, in order. */
  public static ArrayNode all(List<Receipt> receipts) {
    ArrayNode results = JsonNodeFactory.instance.arrayNode();
    receipts.forEach(receipt -> results.add(one(receipt)));
    return results;
  }

  /** {@code [{"field":…,"message":…}]}; the field is empty where the whole is meant. */
  public static ArrayNode mistakes(List<Mistake> mistakes) {
    ArrayNode json = JsonNodeFactory.instance.arrayNode();
    for (Mistake mistake : mistakes) {
      json.addObject().put("field", mistake.field()).put("message", mistake.mend());
    }
    return json;
  }

  /** All mistakes in one line. */
  public static String text(List<Mistake> mistakes) {
    return String.join("; ", mistakes.stream().map(Mistake::toString).toList());
  }
}
