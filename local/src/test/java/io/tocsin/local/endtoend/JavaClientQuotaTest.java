package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.client.Alert;
import io.tocsin.client.AlertClient;
import io.tocsin.client.Priority;
import io.tocsin.client.Result;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client for Java, against an ingest that lets hardly anything in. */
class JavaClientQuotaTest {

  @Test
  void theQuotasWishToWaitIsUnderstood(@TempDir Path data) {
    LocalOptions options = LocalOptions.in(data).withEnvironment(Map.of("TOCSIN_KEY_QUOTA", "1"));
    try (LocalTocsin tocsin = LocalTocsin.start(options, any -> {});
        AlertClient client = client(tocsin)) {
      List<Result> results =
          IntStream.range(0, 4)
              .mapToObj(i -> client.send(Alert.of(Priority.P1, "quota", "t")))
              .toList();
      assertTrue(results.get(0).fine(), results.get(0).message());
      // A minute may end between two of them, but not between each two of four.
      Result.GaveUp gaveUp =
          results.stream()
              .filter(Result.GaveUp.class::isInstance)
              .map(Result.GaveUp.class::cast)
              .findFirst()
              .orElseThrow();
      assertEquals(1, gaveUp.attempts(), "it is asked to wait longer than it has time");
      assertTrue(gaveUp.message().contains("answered 429: The quota is used up"), gaveUp.message());
    }
  }

  /** With its usual waits it would try again at once, were it not asked to wait. */
  private static AlertClient client(LocalTocsin tocsin) {
    return AlertClient.builder()
        .url(tocsin.url().toString())
        .key(tocsin.key().id())
        .secret(tocsin.key().secret().reveal())
        .within(Duration.ofSeconds(10))
        .build();
  }
}
