package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.ElasticMqExtension;
import io.tocsin.infra.FunctionRole;
import io.tocsin.keys.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Functions that go on from a snapshot, as the runtime has it: ADR 33. No snapshot is taken here;
 * what there is at that moment is looked at, since two functions may go on from it.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is there for Linux only")
@ExtendWith({NeedsNode.class, ElasticMqExtension.class, DynamoDbLocalExtension.class})
class RestoreTest {
  /** As ingest's SignedAlert has them. */
  private static final String STAGE_KEY = "cm_rehearsal";

  private static final Secret STAGE_SECRET = Secret.of("known-on-the-stage-alone");

  @Test
  void nothingIsSharedByFunctionsOfOneSnapshotAndAnAlertGoesItsWay(
      ElasticMq queues, DynamoDbLocal dynamoDb, @TempDir Path logs) throws Exception {
    try (Stage stage = new Stage(new OnThisMachine(queues, dynamoDb), logs, "snap-start")) {
      stage.awaitCheckpoints();
      // What is rehearsed says hello to the host, and no more.
      assertEquals(Set.of("GET / HTTP/1.1"), Set.copyOf(stage.tables.requests()));
      assertTrue(soon(() -> stage.tables.connected() == 0), "no connection is in the snapshot");
      for (FunctionRole role : FunctionRole.values()) {
        // Neither that it failed, nor that anything was done that was only played.
        assertEquals("", stage.function(role).start().output(), "lines of " + role);
      }
      for (String queue : List.of("ALERTS", "WAKES", "MEETINGS", "INTERACTIONS", "DEAD_LETTERS")) {
        assertTrue(
            queues
                .client()
                .receiveMessage(message -> message.queueUrl(stage.queue(queue)))
                .messages()
                .isEmpty(),
            () -> "a start puts nothing on " + queue);
      }
      stage.restoreAll();
      assertEquals(
          401,
          stage
              .function(FunctionRole.INGEST)
              .invoke(Events.signed("/api/v1/alert", STAGE_KEY, STAGE_SECRET, "{}"))
              .path("statusCode")
              .asInt(),
          "the key of the rehearsal opens nothing");
      stage.send(
          JsonNodeFactory.instance
              .objectNode()
              .put("service", "plex")
              .put("priority", "P3")
              .put("title", "after the snapshot")
              .put("type", "news"));
      stage.until("it arrives", () -> !stage.discord.at(Stage.hook("GENERAL")).isEmpty());
      // A drainer's name, made just now, is out of the system's randomness, of which there is new
      // after a snapshot, and not out of a generator that was in it.
      long drainer = stage.function(FunctionRole.DRAIN).start().handle().pid();
      assertTrue(files(drainer).contains("/dev/urandom"), () -> files(drainer).toString());
    }
  }

  /** Whether that holds before long: a connection is closed at one end first. */
  private static boolean soon(BooleanSupplier holds) {
    for (int look = 0; look < 100 && !holds.getAsBoolean(); look++) {
      LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
    return holds.getAsBoolean();
  }

  /** What a process has open. */
  private static List<String> files(long process) {
    try (Stream<Path> files = Files.list(Path.of("/proc", String.valueOf(process), "fd"))) {
      return files.map(RestoreTest::target).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException e) {
      // Closed meanwhile.
      return "";
    }
  }
}
