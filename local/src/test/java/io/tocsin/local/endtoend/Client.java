package io.tocsin.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A sender and reader, as a user has one. */
record Client(HttpClient http, URI url, String key, Secret secret) {

  /** One alert of a batch. */
  record Item(String service, String priority, String title, String type) {
    String json() {
      return "{\"service\":\"%s\",\"priority\":\"%s\",\"title\":\"%s\",\"type\":\"%s\"}"
          .formatted(service, priority, title, type);
    }
  }

  static Client of(URI url, String key, Secret secret) {
    return new Client(HttpClient.newHttpClient(), url, key, secret);
  }

  /** Sends up to 100 alerts in one request, the status of its answer. */
  int send(List<Item> items) throws IOException, InterruptedException {
    String body = items.stream().map(Item::json).collect(Collectors.joining(",", "[", "]"));
    return post("/api/v1/alerts", body).statusCode();
  }

  HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
    String now = Long.toString(Instant.now().getEpochSecond());
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return http.send(
        HttpRequest.newBuilder(url.resolve(path))
            .header("Content-Type", "application/json")
            .header("X-API-Key", key)
            .header("X-Timestamp", now)
            .header("X-Signature", Signature.hex(Signature.sign(secret, now, bytes)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(bytes))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(url.resolve(path)).header("X-API-Key", key).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Every alert in the history, but for what Tocsin tells of meetings. */
  List<JsonNode> history() throws IOException, InterruptedException, InvalidJsonException {
    return everything().stream()
        .filter(alert -> !alert.path("type").asText().equals("meeting"))
        .toList();
  }

  /** Every alert in the history, page by page. */
  List<JsonNode> everything() throws IOException, InterruptedException, InvalidJsonException {
    List<JsonNode> all = new ArrayList<>();
    String path = "/alerts/recent?limit=100";
    while (!path.isEmpty()) {
      JsonNode page = Wire.parse(get(path).body());
      page.path("alerts").forEach(all::add);
      JsonNode next = page.path("next");
      path = next.isTextual() ? "/alerts/recent?limit=100&cursor=" + next.textValue() : "";
    }
    return all;
  }
}
