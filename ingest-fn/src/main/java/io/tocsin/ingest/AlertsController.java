package io.tocsin.ingest;

import io.micronaut.context.annotation.Executable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.tocsin.ingest.format.Format;
import io.tocsin.ingest.format.Item;
import io.tocsin.ingest.format.Receipt;
import io.tocsin.ingest.format.ReceiptJson;
import io.tocsin.ingest.format.Received;
import io.tocsin.watch.Metric;
import io.tocsin.watch.Metrics;
import io.tocsin.wire.InvalidJsonException;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes alerts in, whatever their format. Its routes are made by {@link Routes}. */
@Singleton
final class AlertsController {
  private final Gatekeeper gatekeeper;
  private final Intake intake;
  private final Metrics metrics;
  private final Map<String, Format> formats;

  AlertsController(Gatekeeper gatekeeper, Intake intake, Metrics metrics, List<Format> formats) {
    this.gatekeeper = gatekeeper;
    this.intake = intake;
    this.metrics = metrics;
    this.formats =
        formats.stream().collect(Collectors.toUnmodifiableMap(Format::path, Function.identity()));
  }

  @Executable
  HttpResponse<String> accept(HttpRequest<?> request) {
    try {
      return taken(request);
    } catch (Problem.Refused e) {
      metrics.count(Metric.ALERTS_REJECTED, e.problem().kind());
      throw e;
    } catch (RuntimeException e) {
      // Answered as if the queue were out of reach, and counted so.
      metrics.count(Metric.ALERTS_REJECTED, "unavailable");
      throw e;
    }
  }

  private HttpResponse<String> taken(HttpRequest<?> request) {
    Format format = formats.get(request.getPath());
    if (format == null) {
      throw new Problem.Refused(Problem.of(404, "not-found", "Not Found", "There is nothing here"));
    }
    Received received = gatekeeper.admit(Incoming.of(request));
    List<Receipt> receipts = intake.take(read(format, received));
    if (receipts.stream().anyMatch(Receipt.Missed.class::isInstance)) {
      // Sent again as it is, what the queue has already is known as a duplicate.
      throw new Problem.Refused(Problem.unavailable(Map.of("results", ReceiptJson.all(receipts))));
    }
    return Answer.ok(format.answer(receipts)).toHttp();
  }

  private static List<Item> read(Format format, Received received) {
    try {
      return format.read(received);
    } catch (InvalidJsonException e) {
      throw new Problem.Refused(Problem.invalid(e.mistakes()));
    }
  }
}
