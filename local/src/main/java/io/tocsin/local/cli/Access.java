package io.tocsin.local.cli;

import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.local.LocalKey;
import io.tocsin.local.MendableException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** How a command reaches a Tocsin: its address, and a key. Options go before the environment. */
final class Access {
  private static final String URL = "http://127.0.0.1:8080";
  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final URI url;
  private final LocalKey key;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT).build();

  Access(
      Surroundings surroundings,
      Optional<URI> url,
      Optional<String> key,
      Optional<String> secret,
      Optional<Path> data) {
    this.url = url.orElseGet(() -> defaultUrl(surroundings.environment()));
    this.key = key(surroundings, key, secret, data);
  }

  private static URI defaultUrl(Map<String, String> environment) {
    return URI.create(environment.getOrDefault("TOCSIN_URL", URL));
  }

  private static LocalKey key(
      Surroundings surroundings,
      Optional<String> key,
      Optional<String> secret,
      Optional<Path> data) {
    Optional<LocalKey> found =
        LocalKey.from(surroundings.environment())
            .or(() -> LocalKey.in(data.orElse(surroundings.data())));
    String id =
        key.or(() -> found.map(LocalKey::id))
            .orElseThrow(
                () ->
                    new MendableException(
                        "No API key is known. Start Tocsin with ./tocsin up, which makes one, or"
                            + " give --key KEY, or set WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY."));
    Secret used =
        secret
            .map(Secret::of)
            .or(() -> found.filter(known -> known.id().equals(id)).map(LocalKey::secret))
            .orElse(Secret.of(""));
    return new LocalKey(id, used, false);
  }

  HttpRequest.Builder request(String path) {
    try {
      return HttpRequest.newBuilder(URI.create(url.toString().replaceAll("/+$", "") + path))
          .timeout(ANSWER)
          .header("X-API-Key", key.id());
    } catch (IllegalArgumentException e) {
      throw new MendableException("The URL " + url + " is none; write one such as " + URL + ".", e);
    }
  }

  /** Signs JSON and sends it. */
  HttpResponse<String> post(String path, byte[] body, Clock clock) {
    return send(
        signed(path, body, clock)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build());
  }

  /** Asks for what is shown to who signs only. */
  HttpResponse<String> get(String path, Clock clock) {
    return send(signed(path, new byte[0], clock).GET().build());
  }

  private HttpRequest.Builder signed(String path, byte[] body, Clock clock) {
    if (key.secret().reveal().isEmpty()) {
      throw new MendableException(
          "The secret of the key "
              + key.id()
              + " is not known. Set WEBHOOK_API_KEY and WEBHOOK_SECRET_KEY, or give --secret.");
    }
    String timestamp = String.valueOf(clock.instant().getEpochSecond());
    return request(path)
        .header("X-Timestamp", timestamp)
        .header("X-Signature", Signature.hex(Signature.sign(key.secret(), timestamp, body)));
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new MendableException(
          "Nothing answers at "
              + url
              + ". Start Tocsin with ./tocsin up, or name another with"
              + " --url URL.",
          e);
    } catch (IOException e) {
      throw new MendableException("The connection to " + url + " broke: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MendableException("Interrupted before the answer came.", e);
    }
  }
}
