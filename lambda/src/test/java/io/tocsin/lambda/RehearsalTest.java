package io.tocsin.lambda;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;
import org.junit.jupiter.api.Test;

/** As Lambda's runtime calls it; that it is called there, the packages' tests see. */
class RehearsalTest {
  private static final Context<? extends Resource> RUNTIME = Core.getGlobalContext();

  private final List<ApplicationContext> stages = new ArrayList<>();

  @Test
  void itIsPlayedOnAStageOfItsOwnThatIsGoneAfterwards() {
    AtomicInteger played = new AtomicInteger();
    Rehearsal.of(
            Map.of("WEBHOOK_API_KEY", "cm_stage", "PATH", "of the stage"),
            stage -> {
              stages.add(stage);
              assertTrue(stage.containsBean(Rehearsing.class));
              assertEquals(
                  Optional.of("cm_stage"), stage.getProperty("webhook.api.key", String.class));
              assertEquals(
                  Optional.of("of the stage"),
                  stage.getProperty("path", String.class),
                  "not what the environment has");
              return played::incrementAndGet;
            })
        .beforeCheckpoint(RUNTIME);
    assertEquals(1, stages.size());
    assertTrue(played.get() > 1, "it is played more than once");
    assertFalse(stages.get(0).isRunning());
  }

  @Test
  void whatGoesWrongInItCostsNoMore() {
    Rehearsal fails =
        Rehearsal.of(
            Map.of(),
            stage -> {
              stages.add(stage);
              return () -> {
                throw new IOException("forgot the text");
              };
            });
    Rehearsal breaks =
        Rehearsal.of(
            Map.of(),
            stage -> {
              throw new NoClassDefFoundError("the other actor");
            });
    assertDoesNotThrow(() -> fails.beforeCheckpoint(RUNTIME));
    assertDoesNotThrow(() -> breaks.beforeCheckpoint(RUNTIME));
    assertFalse(stages.get(0).isRunning());
  }

  @Test
  void noOtherContextRehearses() {
    try (ApplicationContext real = Contexts.onLambda().start()) {
      assertFalse(real.containsBean(Rehearsing.class));
    }
  }
}
