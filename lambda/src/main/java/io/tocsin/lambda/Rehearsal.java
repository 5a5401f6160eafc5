package io.tocsin.lambda;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.micronaut.context.ApplicationContext;
import io.tocsin.log.Quiet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a function does before Lambda takes a snapshot of it: the same as later, on a stage. So the
 * first request after the snapshot finds every class loaded and linked, and much of it compiled.
 *
 * <p>The stage is a second application context, with a second function on it, and goes when the
 * rehearsal is over: nothing of the first is touched, and nothing that was played stays in the
 * snapshot. Nothing leaves it either, see {@link Rehearsing}; and its lines are not logged.
 *
 * <p>A rehearsal that fails costs time later, and nothing else.
 */
public final class Rehearsal implements Resource {
  /** So often that the JVM has compiled what is called a few times in each request. */
  private static final int TIMES = 50;

  /** The runtime forgets whom nobody else knows. */
  private static final Set<Rehearsal> ALL = ConcurrentHashMap.newKeySet();

  private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);

  private final Map<String, Object> settings;
  private final Play play;

  /** What is played. */
  @FunctionalInterface
  public interface Play {
    /** Makes the function on the stage, whose part is then played again and again. */
    Part on(ApplicationContext stage);
  }

  /** What a function does. */
  @FunctionalInterface
  public interface Part {
    /**
     * Plays it once.
     *
     * @throws IOException when it went wrong, as any exception says
     */
    void play() throws IOException;
  }

  private Rehearsal(Map<String, Object> settings, Play play) {
    this.settings = Map.copyOf(settings);
    this.play = play;
  }

  /**
   * Has it played before a snapshot, if there ever is one.
   *
   * @param settings stand in place of what is in the environment
   */
  public static void beforeSnapshot(Map<String, Object> settings, Play play) {
    Rehearsal rehearsal = of(settings, play);
    ALL.add(rehearsal);
    Core.getGlobalContext().register(rehearsal);
  }

  static Rehearsal of(Map<String, Object> settings, Play play) {
    return new Rehearsal(settings, play);
  }

  /** Hands an event to the function, as Lambda's runtime would; returns the answer. */
  public static String call(RequestStreamHandler function, String event) throws IOException {
    ByteArrayOutputStream answer = new ByteArrayOutputStream();
    function.handleRequest(
        new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)),
        answer,
        new RehearsedInvocation());
    return answer.toString(StandardCharsets.UTF_8);
  }

  @Override
  public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
    try {
      Quiet.during(this::perform);
    } catch (IOException | RuntimeException | LinkageError e) {
      LOG.warn("the rehearsal failed; the first requests will take longer", e);
    }
  }

  private void perform() throws IOException {
    try (ApplicationContext stage =
        Contexts.onLambda()
            .propertySources(new Variables("rehearsal", settings))
            .singletons(new Rehearsing())
            .start()) {
      Part part = play.on(stage);
      for (int time = 0; time < TIMES; time++) {
        part.play();
      }
    }
  }

  @Override
  public void afterRestore(org.crac.Context<? extends Resource> context) {
    // Nothing was kept open, and what is remembered, the SDK's credentials, ends by the clock.
  }
}
