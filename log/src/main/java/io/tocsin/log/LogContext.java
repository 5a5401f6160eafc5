package io.tocsin.log;

import io.tocsin.watch.Trace;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.MDC;

/** What a thread is at, which every line that it logs then says. Ids only, nothing secret. */
public final class LogContext {
  private LogContext() {}

  /** What can be known. */
  public enum Fact {
    FUNCTION,
    REQUEST_ID,
    ALERT_ID,
    DELIVERY_ID,
    MEETING_ID,
    LANE;

    /** As lines write it, e.g. {@code alert_id}. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An invocation begins; nothing of the one before is known any more. */
  public static void begin(String function, String requestId) {
    MDC.clear();
    MDC.put(Fact.FUNCTION.word(), function);
    MDC.put(Fact.REQUEST_ID.word(), requestId);
  }

  /** From now on, until the invocation ends or another is told. */
  public static void trace(Trace trace) {
    MDC.put(Trace.HEADER, trace.header());
  }

  /** The errand that this thread is on, to be told to whoever goes on with it. */
  public static Optional<Trace> trace() {
    return Optional.ofNullable(MDC.get(Trace.HEADER)).flatMap(Trace::parse);
  }

  /** Does some work about something. */
  public static void with(Fact fact, String value, Runnable work) {
    with(
        fact,
        value,
        () -> {
          work.run();
          return true;
        });
  }

  /** The same, for what comes of it. */
  public static <T> T with(Fact fact, String value, Supplier<T> work) {
    return known(fact.word(), value, work);
  }

  /** Does some work on an errand. */
  public static void with(Trace trace, Runnable work) {
    with(
        trace,
        () -> {
          work.run();
          return true;
        });
  }

  /** The same, for what comes of it. */
  public static <T> T with(Trace trace, Supplier<T> work) {
    return known(Trace.HEADER, trace.header(), work);
  }

  private static <T> T known(String name, String value, Supplier<T> work) {
    Optional<String> before = Optional.ofNullable(MDC.get(name));
    MDC.put(name, value);
    try {
      return work.get();
    } finally {
      before.ifPresentOrElse(old -> MDC.put(name, old), () -> MDC.remove(name));
    }
  }
}
