package io.tocsin.ingest.format;

import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;

/** ChainSync's webhook, many alerts a request: a JSON array of them, as a MuleSoft batch sends. */
@Singleton
final class ChainSyncBatchFormat implements Format {
  private final ChainSyncJson answers;

  ChainSyncBatchFormat(ChainSyncJson answers) {
    this.answers = answers;
  }

  @Override
  public String path() {
    return "/webhooks/chainsync/alerts";
  }

  @Override
  public List<Item> read(Received request) throws InvalidJsonException {
    return Many.read(
        request,
        (from, json, text, index, name) -> new ChainSyncAlert(from, json, text, index).read());
  }

  @Override
  public String answer(List<Receipt> receipts) {
    return Wire.write(answers.many(receipts));
  }
}
