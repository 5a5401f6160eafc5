package io.tocsin.ingest.format;

import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;

/** ChainSync's webhook, one alert a request, as MuleSoft flows send it. */
@Singleton
final class ChainSyncFormat implements Format {
  private final ChainSyncJson answers;

  ChainSyncFormat(ChainSyncJson answers) {
    this.answers = answers;
  }

  @Override
  public String path() {
    return "/webhooks/chainsync/alert";
  }

  @Override
  public List<Item> read(Received request) throws InvalidJsonException {
    return List.of(
        new Item.Good(
            new ChainSyncAlert(request, Wire.parse(request.text()), request.body(), 0).read()));
  }

  @Override
  public String answer(List<Receipt> receipts) {
    return Wire.write(answers.one(receipts.get(0)));
  }
}
