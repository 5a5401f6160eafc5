package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/**
 * Writes the answers to interactions ("Edit Original Interaction Response"). The address holds the
 * interaction's token, so nothing of an exception is passed on.
 */
@Singleton
final class DiscordApi {
  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration TIMEOUT = Duration.ofSeconds(8);
  private static final String USER_AGENT =
      "DiscordBot (https://tocsin.io, " + Release.VERSION + ")";

  private final String base;

  DiscordApi(DeskSettings settings) {
    this.base = settings.api();
  }

  /** What came of it. */
  sealed interface Edit {
    /** The user sees it. */
    record Shown() implements Edit {}

    /** Discord knows no such interaction: not yet, or not any more. */
    record NotThere() implements Edit {}

    /**
     * It is to be tried again.
     *
     * @param pause how long Discord wants to be left alone, if it said so
     */
    record Failed(String why, Optional<Duration> pause) implements Edit {}

    /** Discord does not take such a message. */
    record Refused(int status) implements Edit {}
  }

  Edit edit(Interaction asked, String content) {
    HttpRequest request =
        HttpRequest.newBuilder(address(asked))
            .timeout(TIMEOUT)
            .header("Content-Type", "application/json")
            .header("User-Agent", USER_AGENT)
            .method("PATCH", BodyPublishers.ofString(Said.edit(content)))
            .build();
    // Answers are rare, and a connection that slept with the function would be of no use: so it is
    // a new client each time, which goes with its request.
    HttpClient client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    try {
      return judge(client.send(request, BodyHandlers.discarding()));
    } catch (IOException e) {
      return failed("no answer: " + e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return failed("interrupted");
    }
  }

  /** Its parts hold nothing that would lead elsewhere: see {@link Interaction}. */
  private URI address(Interaction asked) {
    return URI.create(
        String.join(
            "/",
            base,
            "webhooks",
            asked.application(),
            asked.token().reveal(),
            "messages",
            "@original"));
  }

  private static Edit judge(HttpResponse<?> answer) {
    int status = answer.statusCode();
    if (status / 100 == 2) {
      return new Edit.Shown();
    }
    if (status == 401 || status == 403 || status == 404) {
      return new Edit.NotThere();
    }
    if (status == 429) {
      return new Edit.Failed(
          "429", answer.headers().firstValue("Retry-After").flatMap(DiscordApi::seconds));
    }
    return status / 100 == 4 ? new Edit.Refused(status) : failed(String.valueOf(status));
  }

  private static Optional<Duration> seconds(String text) {
    return text.matches("[0-9]{1,6}(\\.[0-9]{1,6})?")
        ? Optional.of(Duration.ofMillis((long) Math.ceil(Double.parseDouble(text) * 1000)))
        : Optional.empty();
  }

  private static Edit failed(String why) {
    return new Edit.Failed(why, Optional.empty());
  }
}
