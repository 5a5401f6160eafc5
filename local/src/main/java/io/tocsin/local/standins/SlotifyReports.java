package io.tocsin.local.standins;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Slotify's webhook: tells Tocsin what people did with a meeting. */
final class SlotifyReports {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Clock clock;

  /** Absent until it is known where Tocsin is. */
  private volatile Optional<Receiver> receiver = Optional.empty();

  private record Receiver(URI tocsin, String keyId, Secret secret) {}

  SlotifyReports(Clock clock) {
    this.clock = clock;
  }

  void to(URI tocsin, String keyId, Secret secret) {
    receiver = Optional.of(new Receiver(tocsin, keyId, secret));
  }

  /** Tells it; what came of that, in words. */
  String tell(SlotifyEvent event) {
    return receiver
        .map(to -> tell(event, to))
        .orElse("Tocsin was not told: nobody said where it is");
  }

  private String tell(SlotifyEvent event, Receiver to) {
    try {
      HttpResponse<String> answer = client.send(request(event, to), BodyHandlers.ofString());
      return "Tocsin was told, and answered " + answer.statusCode();
    } catch (IOException e) {
      return "Tocsin did not answer: " + e.getClass().getSimpleName();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "Tocsin was not told";
    }
  }

  private HttpRequest request(SlotifyEvent event, Receiver to) {
    ObjectNode json =
        SlotifyJson.write(event, to.tocsin() + SlotifyStandIn.PAGE + "#" + event.id());
    json.remove("title");
    json.remove("description");
    byte[] body = Wire.write(json).getBytes(StandardCharsets.UTF_8);
    String time = String.valueOf(clock.instant().getEpochSecond());
    return HttpRequest.newBuilder(to.tocsin().resolve("/webhooks/slotify/meeting"))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .header("X-API-Key", to.keyId())
        .header("X-Webhook-Timestamp", time)
        .header("X-Webhook-Signature", Signature.hex(Signature.sign(to.secret(), time, body)))
        .POST(BodyPublishers.ofByteArray(body))
        .build();
  }
}
