package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.delivery.Attempt;
import io.tocsin.delivery.Delivery;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Silence;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The document's examples work, where what they name is there. */
class ExamplesTest {
  private static final String NUMBER = "0123456789abcdef01234567";

  /** A path and the body of an example. */
  record Example(String path, String body) {}

  static Stream<Example> examples() {
    List<Example> all = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : Documented.DOCUMENT.path("paths").properties()) {
      JsonNode body = Documented.resolved(path.getValue().path("post").path("requestBody"));
      for (JsonNode content : body.path("content")) {
        content
            .path("examples")
            .forEach(one -> all.add(new Example(path.getKey(), one.path("value").toString())));
      }
    }
    assertTrue(all.size() >= 15);
    return all.stream();
  }

  @ParameterizedTest
  @MethodSource
  void examples(Example example) {
    Map<String, Object> settings =
        Map.of(
            "tocsin.meetings-queue-url",
            "http://127.0.0.1:1/0/meetings",
            "DISCORD_PUBLIC_KEY",
            DiscordCall.PUBLIC_KEY);
    try (Scene scene = new Scene(settings)) {
      scene.keys.create(
          ApiKey.of("cm_" + NUMBER, "team", Secret.of("secret"), Set.of(Scope.ALERT)));
      scene.silences.put(
          new Silence(
              "si_" + NUMBER,
              List.of("service=plex"),
              "Ann",
              "we move",
              Scene.NOW,
              Scene.NOW.plusSeconds(60),
              Scene.KEY),
          Scene.NOW);
      die(scene);
      Reply reply =
          scene
              .gateway()
              .send(
                  example.path().equals(DiscordCall.PATH)
                      ? DiscordCall.signed(example.body(), scene.clock.seconds())
                      : scene.signed(example.path(), example.body()));
      assertEquals(200, reply.status(), reply.body());
      assertFalse(reply.body().contains("rejected"), reply.body());
    }
  }

  private static void die(Scene scene) {
    Alert alert =
        Alert.builder("ev_" + NUMBER, "test", "plex", "down").receivedAt(Scene.NOW).build();
    Delivery delivery = Delivery.of(alert, new Target("ops", "discord", "ops", Map.of()));
    scene.outbox.accept(alert, List.of(delivery));
    Attempt attempt = new Attempt(Scene.NOW, "gone", "404", Duration.ofMillis(9));
    scene.outbox.record(List.of(delivery.dead(attempt)));
  }
}
