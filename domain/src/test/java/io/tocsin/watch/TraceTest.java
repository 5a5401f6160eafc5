package io.tocsin.watch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TraceTest {
  private static final String ID = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String SPAN = "00f067aa0ba902b7";

  @Test
  void aHeaderIsReadAndWritten() {
    String header = "00-" + ID + "-" + SPAN + "-01";
    assertEquals(Optional.of(new Trace(ID, SPAN, true)), Trace.parse(header));
    assertEquals(header, Trace.parse(header).orElseThrow().header());
    assertEquals(
        Optional.of(new Trace(ID, SPAN, false)), Trace.parse("00-" + ID + "-" + SPAN + "-02"));
  }

  @Test
  void aLaterVersionMaySayMore() {
    assertEquals(
        Optional.of(new Trace(ID, SPAN, true)),
        Trace.parse("cc-" + ID + "-" + SPAN + "-01-what-the-future-will-be-like"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
        "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e473-00f067aa0ba902b7-01",
        "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-1",
        " 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
      })
  void whatTheStandardForbidsIsNone(String header) {
    assertEquals(Optional.empty(), Trace.parse(header));
  }

  @Test
  void aStepBelongsToTheSameErrandAndIsTheSameWhenItIsDoneAgain() {
    Trace trace = Trace.begin("a request");
    assertEquals(Optional.of(trace), Trace.parse(trace.header()));
    assertEquals(trace, Trace.begin("a request"));
    assertNotEquals(trace.id(), Trace.begin("another").id());
    Trace next = trace.next("message 1");
    assertEquals(trace.id(), next.id());
    assertNotEquals(trace.span(), next.span());
    assertEquals(next, trace.next("message 1"));
    assertNotEquals(next, trace.next("message 2"));
  }
}
