package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The same bytes again: from the network, from a sender that got no answer, from an attacker. */
class ReplaysTest {
  private static final int TIMES = 100;
  private static final String PATH = "/api/v1/alert";
  private static final String NAMED =
      "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"down\",\"details\":{\"alert_id\":\"7\"}}";
  private static final String UNNAMED =
      "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"plex is down\"}";

  private final Scene one = new Scene();
  private final List<Scene> all = List.of(one, one.another(), one.another(), one.another());
  private final List<Gateway> gateways = all.stream().map(Scene::gateway).toList();

  @AfterEach
  void close() {
    all.forEach(Scene::close);
  }

  private Set<String> queued() {
    return one.queue.alerts.stream().map(Alert::id).collect(Collectors.toSet());
  }

  @Test
  void theSameBytesTwiceAreOneEventAtAnyInstance() {
    for (String body : List.of(NAMED, UNNAMED)) {
      Call call = one.signed(PATH, body);
      Reply first = gateways.get(0).send(call);
      Reply again = gateways.get(0).send(call);
      Reply elsewhere = gateways.get(1).send(call);
      String id = first.json().path("id").asText();
      for (Reply reply : List.of(first, again, elsewhere)) {
        assertEquals(200, reply.status(), reply.body());
        assertEquals(id, reply.json().path("id").asText());
      }
      assertFalse(first.json().has("duplicate"));
      assertTrue(again.json().path("duplicate").asBoolean());
      assertTrue(queued().contains(id));
    }
    assertEquals(2, queued().size());
  }

  @Test
  void aHundredAtOnceThroughSeveralInstancesAreOneEvent() throws Exception {
    for (String body : List.of(NAMED, UNNAMED)) {
      one.queue.alerts.clear();
      Call call = one.signed(PATH, body);
      List<Reply> replies =
          Threads.together(TIMES, number -> gateways.get(number % gateways.size()).send(call));
      Set<String> ids =
          replies.stream()
              .map(reply -> reply.json().path("id").asText())
              .collect(Collectors.toSet());
      replies.forEach(reply -> assertEquals(200, reply.status(), reply.body()));
      assertEquals(1, ids.size(), ids.toString());
      assertEquals(ids, queued(), "what a queue has twice is told apart by its id alone");
      assertTrue(one.queue.alerts.stream().distinct().count() == 1, "and it is the same in all");
    }
  }

  @Test
  void signedAnewAnUnnamedAlertIsAnotherEventAndANamedOneIsNot() {
    for (String body : List.of(NAMED, UNNAMED)) {
      String first = gateways.get(0).send(one.signed(PATH, body)).json().path("id").asText();
      one.clock.move(Duration.ofSeconds(1));
      String second = gateways.get(1).send(one.signed(PATH, body)).json().path("id").asText();
      if (body.equals(NAMED)) {
        assertEquals(first, second);
      } else {
        assertNotEquals(first, second);
      }
    }
  }

  @Test
  void aReplayIsRefusedOnceItsTimestampIsOld() {
    Call call = one.signed(PATH, UNNAMED);
    assertEquals(200, gateways.get(0).send(call).status());
    one.clock.move(Gatekeeper.WINDOW.plusSeconds(1));
    Stream.of(0, 1).forEach(at -> assertEquals(401, gateways.get(at).send(call).status()));
  }
}
