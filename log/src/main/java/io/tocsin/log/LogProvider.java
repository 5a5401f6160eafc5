package io.tocsin.log;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMDCAdapter;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * What SLF4J finds: JSON on Lambda, from INFO on, and text elsewhere, from the level on that the
 * system property {@value #LEVEL} names, or INFO. Everything goes to stderr, which Lambda keeps.
 *
 * <p>It is there before any setting, so it looks by itself where it runs.
 */
public final class LogProvider implements SLF4JServiceProvider {
  /** The system property with the level, e.g. {@code warn}. */
  public static final String LEVEL = "tocsin.log";

  /** The version of SLF4J that this is made for. */
  private static final String API = "2.0.99";

  /** Lambda sets it in every function. */
  private static final String ON_LAMBDA = "AWS_LAMBDA_FUNCTION_NAME";

  private final MDCAdapter context = new BasicMDCAdapter();
  private final IMarkerFactory markers = new BasicMarkerFactory();
  private final Map<String, LineLogger> loggers = new ConcurrentHashMap<>();
  private Levels levels = Levels.DEFAULT;
  private LineLogger.Sink sink =
      new LineLogger.Sink(new TextForm(), context, Clock.systemUTC(), LogProvider::write);

  @Override
  public void initialize() {
    if (Optional.ofNullable(System.getenv(ON_LAMBDA)).isPresent()) {
      sink = new LineLogger.Sink(new JsonForm(), context, sink.clock(), sink.output());
    } else {
      levels =
          Optional.ofNullable(System.getProperty(LEVEL))
              .flatMap(Levels::level)
              .map(LogProvider::onOneMachine)
              .orElse(levels);
    }
  }

  /** Pekko warns of nothing but that the process ends, when it does. */
  private static Levels onOneMachine(Level usual) {
    return new Levels(usual, Map.of("io.micronaut", Level.WARN, "org.apache.pekko", Level.ERROR));
  }

  /** Whole lines, so that those of several threads do not mix. */
  private static void write(String line) {
    PrintStream out = System.err;
    out.println(line);
  }

  @Override
  public ILoggerFactory getLoggerFactory() {
    return name -> loggers.computeIfAbsent(name, any -> new LineLogger(any, levels.of(any), sink));
  }

  @Override
  public IMarkerFactory getMarkerFactory() {
    return markers;
  }

  @Override
  public MDCAdapter getMDCAdapter() {
    return context;
  }

  @Override
  public String getRequestedApiVersion() {
    return API;
  }
}
