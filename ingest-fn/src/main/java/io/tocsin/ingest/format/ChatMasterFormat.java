package io.tocsin.ingest.format;

import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;

/** The ChatMaster Alert API, one alert a request; its known client is Heimdallr. */
@Singleton
final class ChatMasterFormat implements Format {

  @Override
  public String path() {
    return "/api/v1/alert";
  }

  @Override
  public List<Item> read(Received request) throws InvalidJsonException {
    ChatMasterAlert alert =
        new ChatMasterAlert(
            request, Wire.parse(request.text()), request.body(), 0, request.idempotencyKey());
    return List.of(new Item.Good(alert.read()));
  }

  @Override
  public String answer(List<Receipt> receipts) {
    return Wire.write(ReceiptJson.one(receipts.get(0)));
  }
}
