package io.tocsin.analysis;

import static io.tocsin.store.Samples.NOON;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import io.tocsin.store.Samples;
import io.tocsin.store.Threads;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * What every store of lessons does. A subclass gives an empty one to each test, with {@link
 * Samples#NOON} for the time if it has a clock.
 */
public abstract class LessonsContract {

  protected abstract Lessons lessons();

  @Test
  void whereNothingIsKeptNothingIsFound() {
    for (String text : List.of("", "ev_1", "🔔\ud800", "x".repeat(3000))) {
      assertEquals(List.of(), lessons().ofService(text, 100));
      assertEquals(Optional.empty(), lessons().ofAlert(text));
    }
  }

  @Test
  void aLessonComesBackWhole() {
    LearningRecord bare = lesson("plex", NOON, "pool");
    LearningRecord full =
        new LearningRecord(
            Question.LEARNING,
            Interaction.MEETING,
            "plex",
            NOON.plusNanos(1),
            List.of("pool", "🔔\u0000\ud800"),
            Outcome.CONFIRMED,
            Optional.of("a bigger pool"),
            Optional.of(Duration.ofMinutes(25)));
    lessons().keep("l1", bare);
    lessons().keep("l2", full);

    assertEquals(List.of(full, bare), lessons().ofService("plex", 100));
  }

  @Test
  void theLatestComeFirst() {
    IntStream.of(3, 1, 4, 2)
        .forEach(i -> lessons().keep("l" + i, lesson("plex", NOON.plusMillis(i), "p" + i)));

    assertEquals(List.of("p4", "p3", "p2", "p1"), patterns("plex", 100));
    assertEquals(List.of("p4", "p3"), patterns("plex", 2));
  }

  @Test
  void theSameIdAgainChangesNothing() throws Exception {
    lessons().keep("l1", lesson("plex", NOON, "first"));
    Threads.together(
        4,
        i -> {
          lessons().keep("l1", lesson("plex", NOON.plusSeconds(i), "later"));
          lessons().keep("l1", lesson("emby", NOON, "elsewhere"));
          return i;
        });

    assertEquals(List.of("first"), patterns("plex", 100));
    assertEquals(List.of(), patterns("emby", 100));
  }

  @Test
  void manyLessonsAreReadAHundredAtATime() {
    IntStream.range(0, 105)
        .forEach(i -> lessons().keep("l" + i, lesson("plex", NOON.minusSeconds(i), "p" + i)));

    assertEquals(IntStream.range(0, 100).mapToObj(i -> "p" + i).toList(), patterns("plex", 100));
  }

  @Test
  void aServiceMayHaveAnyName() {
    for (int i = 0; i < Samples.NAMES.size(); i++) {
      lessons().keep("l" + i, lesson(Samples.NAMES.get(i), NOON, "p" + i));
    }
    for (int i = 0; i < Samples.NAMES.size(); i++) {
      assertEquals(List.of("p" + i), patterns(Samples.NAMES.get(i), 10));
    }
  }

  @Test
  void ofAnAlertTheLatestAnalysisIsKept() {
    Analysis first = analysis("1");
    Analysis second = analysis("2");
    lessons().keep("ev_1", first);
    lessons().keep("ev_1#", second);
    assertEquals(Optional.of(first), lessons().ofAlert("ev_1"));

    lessons().keep("ev_1", second);
    assertEquals(Optional.of(second), lessons().ofAlert("ev_1"));
  }

  @Test
  void oneToAHundredAreReadAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> lessons().ofService("plex", 0));
    assertThrows(IllegalArgumentException.class, () -> lessons().ofService("plex", 101));
  }

  private static LearningRecord lesson(String service, Instant at, String pattern) {
    return new LearningRecord(
        Question.ROOT_CAUSE,
        Interaction.ANALYSIS,
        service,
        at,
        List.of(pattern),
        Outcome.OPEN,
        Optional.empty(),
        Optional.empty());
  }

  private static Analysis analysis(String version) {
    return Panel.of(new Rulebook(version, List.of()))
        .analyse(Circumstances.of(Samples.alert("ev_1"), Map.of(), NOON));
  }

  private List<String> patterns(String service, int limit) {
    return lessons().ofService(service, limit).stream()
        .map(lesson -> lesson.patterns().get(0))
        .toList();
  }
}
