package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;

/** The ChatMaster Alert API, many alerts a request: a JSON array of them. */
@Singleton
final class ChatMasterBatchFormat implements Format {
  @Override
  public String path() {
    return "/api/v1/alerts";
  }

  @Override
  public List<Item> read(Received request) throws InvalidJsonException {
    return Many.read(
        request,
        (from, json, text, index, name) ->
            new ChatMasterAlert(from, json, text, index, name).read());
  }

  @Override
  public String answer(List<Receipt> receipts) {
    long accepted = receipts.stream().filter(Receipt.Accepted.class::isInstance).count();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("status", accepted == receipts.size() ? "accepted" : "partial");
    json.put("message", accepted + " of " + receipts.size() + " alerts accepted");
    json.set("results", ReceiptJson.all(receipts));
    return Wire.write(json);
  }
}
