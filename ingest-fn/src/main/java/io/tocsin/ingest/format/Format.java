package io.tocsin.ingest.format;

import io.tocsin.wire.InvalidJsonException;
import java.util.List;

/**
 * How a source writes an alert: where it posts, what the bytes mean, what it wants to hear back. A
 * new format is one bean of this type and its operation in {@code AlertsController}; verifying,
 * queueing and answering errors are done for all formats in one place.
 */
public interface Format {

  /** Where its alerts are posted, e.g. {@code /api/v1/alert}. */
  String path();

  /**
   * Reads the alerts out of a verified request, in their order.
   *
   * @return 1 to 100 items
   * @throws InvalidJsonException when the request as a whole is wrong; it is answered with 400
   */
  List<Item> read(Received request) throws InvalidJsonException;

  /**
   * Writes the body of the 200.
   *
   * @param receipts one for each item, in order; none of them {@link Receipt.Missed}
   * @return JSON
   */
  String answer(List<Receipt> receipts);
}
