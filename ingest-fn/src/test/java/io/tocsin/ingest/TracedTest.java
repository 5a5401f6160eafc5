package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.tocsin.watch.Trace;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TracedTest {
  private static final String THEIRS = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String BODY = "{\"service\":\"plex\",\"priority\":\"P1\",\"title\":\"%s\"}";

  private static Trace queued(Scene scene, Gateway gateway, Call call) {
    assertEquals(200, gateway.send(call).status());
    return scene.queue.trace.orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Gateway.Payload.class)
  void theSendersTraceGoesOnWithAStepOfOurs(Gateway.Payload payload) {
    try (Scene scene = new Scene()) {
      Call call = scene.signed("/api/v1/alert", BODY).with("traceparent", THEIRS);
      Trace ours = queued(scene, payload.over(scene.context), call);
      assertEquals(Trace.parse(THEIRS).orElseThrow().id(), ours.id());
      assertNotEquals(Trace.parse(THEIRS).orElseThrow().span(), ours.span());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", THEIRS + "-more", THEIRS + "," + THEIRS})
  void whatIsNoTraceIsNotTakenOver(String header) {
    try (Scene scene = new Scene()) {
      Call call = scene.signed("/api/v1/alert", BODY).with("traceparent", header);
      Trace ours = queued(scene, scene.gateway(), call);
      assertNotEquals(Trace.parse(THEIRS).orElseThrow().id(), ours.id());
    }
  }

  @Test
  void withoutOneEachRequestHasItsOwnAndKeepsItWhenItIsSentAgain() {
    try (Scene scene = new Scene();
        Scene another = scene.another()) {
      Call call = scene.signed("/api/v1/alert", BODY.formatted("one"));
      Trace first = queued(scene, scene.gateway(), call);
      assertEquals(first, queued(scene, another.gateway(), call));
      Call other = scene.signed("/api/v1/alert", BODY.formatted("two"));
      assertNotEquals(first.id(), queued(scene, scene.gateway(), other).id());
    }
  }
}
