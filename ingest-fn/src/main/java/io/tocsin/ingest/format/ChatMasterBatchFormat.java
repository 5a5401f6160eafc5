package io.tocsin.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.InvalidJsonException.Mistake;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The ChatMaster Alert API, many alerts a request: a JSON array of them. */
@Singleton
final class ChatMasterBatchFormat implements Format {
  private static final int MOST = 100;

  @Override
  public String path() {
    return "/api/v1/alerts";
  }

  @Override
  public List<Item> read(Received request) throws InvalidJsonException {
    JsonNode array = Wire.parse(request.text());
    if (!array.isArray() || array.isEmpty() || array.size() > MOST) {
      throw new InvalidJsonException(
          List.of(new Mistake("", "must be a JSON array of 1 to " + MOST + " alerts")));
    }
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      items.add(item(request, array.get(i), i));
    }
    return items;
  }

  private static Item item(Received request, JsonNode json, int index) {
    byte[] text = json.toString().getBytes(StandardCharsets.UTF_8);
    // One name for all of them would make them news of one story.
    Optional<String> name = request.idempotencyKey().map(key -> key + "#" + index);
    try {
      return new Item.Good(new ChatMasterAlert(request, json, text, index, name).read());
    } catch (InvalidJsonException e) {
      return new Item.Bad(e.mistakes());
    }
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
