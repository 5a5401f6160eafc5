package io.tocsin.model;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.analysis.Circumstances;
import io.tocsin.analysis.LearningRecord;
import io.tocsin.analysis.LearningRecord.Interaction;
import io.tocsin.analysis.LearningRecord.Outcome;
import io.tocsin.analysis.Panel;
import io.tocsin.analysis.Question;
import io.tocsin.analysis.Rulebook;
import io.tocsin.config.ModelName;
import io.tocsin.config.ModelSettings;
import io.tocsin.config.Rules;
import io.tocsin.keys.Secret;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MemoryMaps;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A panel on a model that is played, with the rules that Tocsin brings and a clock that stands. */
final class Bench implements AutoCloseable {
  static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
  static final Rulebook BOOK = Rules.builtIn();
  static final Panel RULES = Panel.of(BOOK);

  /** What a model says that does as it was told. */
  static final String GOOD =
      """
      {"root_cause": {"causes": [
         {"pattern": "noisy-neighbour", "what": "Another tenant takes the disk.", "confidence": 0.4,
          "evidence": ["latency rose at noon"], "checks": ["iostat -x 1"]},
         {"pattern": "db-connection-pool", "what": "The pool is too small.",
          "confidence": 0.99, "evidence": [], "checks": []}]},
       "compliance": {"obligations": ["gdpr-breach-notice"]},
       "meeting_context": {"invitees": [{"who": "storage team", "why": "owns the disks"}],
         "points": ["Who else is on that host?"]},
       "learning": {"recurring": ["disk-full"]},
       "something_new": true}
      """;

  final OpenAiServer server;
  final List<Duration> pauses = new ArrayList<>();
  private final MapQuotas quotas = new MapQuotas(new MemoryMaps());

  Bench() throws IOException {
    server = new OpenAiServer();
  }

  /** Five requests a minute, and no patience to speak of. */
  Panel panel() {
    return panel(5, Duration.ofSeconds(20));
  }

  Panel panel(int requestsPerMinute, Duration timeout) {
    ModelSettings settings =
        new ModelSettings(
            new ModelName(ModelName.Provider.OPENAI, "gpt-test"),
            Optional.of(server.url()),
            Optional.of(Secret.of(OpenAiServer.KEY)),
            timeout,
            12_000,
            700,
            requestsPerMinute);
    return ModelPanel.of(
        BOOK,
        new OpenAiModels(settings.url(), settings.key().orElseThrow())
            .model("gpt-test", timeout, settings.answerTokens()),
        settings,
        quotas,
        Clock.fixed(NOW, ZoneOffset.UTC),
        pauses::add);
  }

  static Alert.Builder alert(String title) {
    return Alert.builder("ev_1", "chainsync", "api", title)
        .type("system_failure")
        .severity(Severity.CRITICAL)
        .receivedAt(NOW);
  }

  static Circumstances circumstances() {
    return circumstances(alert("Connection pool exhausted").build(), Map.of());
  }

  /** With one record of before, of a full disk. */
  static Circumstances circumstances(Alert alert, Map<String, String> details) {
    LearningRecord lesson =
        new LearningRecord(
            Question.ROOT_CAUSE,
            Interaction.MEETING,
            "api",
            NOW.minus(Duration.ofDays(2)),
            List.of("disk-full", "a-name-of-old"),
            Outcome.CONFIRMED,
            Optional.of("Deleted the old logs"),
            Optional.empty());
    return new Circumstances(alert, details, List.of(), List.of(), List.of(lesson), NOW);
  }

  @Override
  public void close() {
    server.close();
  }
}
