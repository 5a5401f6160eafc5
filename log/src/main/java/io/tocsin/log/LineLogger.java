package io.tocsin.log;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.spi.MDCAdapter;

/** A logger that makes lines of what it is told. */
final class LineLogger extends LegacyAbstractLogger {
  private static final long serialVersionUID = 1L;

  private final Level from;
  private final transient Sink sink;

  /** What all loggers share. */
  record Sink(Line.Form form, MDCAdapter context, Clock clock, Output output) {}

  /** Takes whole lines. */
  interface Output {
    void write(String line);
  }

  LineLogger(String name, Level from, Sink sink) {
    this.name = name;
    this.from = from;
    this.sink = sink;
  }

  private boolean tells(Level level) {
    return level.toInt() >= from.toInt();
  }

  @Override
  public boolean isTraceEnabled() {
    return tells(Level.TRACE);
  }

  @Override
  public boolean isDebugEnabled() {
    return tells(Level.DEBUG);
  }

  @Override
  public boolean isInfoEnabled() {
    return tells(Level.INFO);
  }

  @Override
  public boolean isWarnEnabled() {
    return tells(Level.WARN);
  }

  @Override
  public boolean isErrorEnabled() {
    return tells(Level.ERROR);
  }

  @Override
  protected @Nullable String getFullyQualifiedCallerName() {
    return null;
  }

  @Override
  protected void handleNormalizedLoggingCall(
      Level level,
      @Nullable Marker marker,
      @Nullable String message,
      Object @Nullable [] arguments,
      @Nullable Throwable error) {
    String text =
        String.valueOf(MessageFormatter.basicArrayFormat(String.valueOf(message), arguments));
    Line line =
        new Line(
            sink.clock().instant(),
            level,
            String.valueOf(name),
            text,
            known(),
            Optional.ofNullable(error));
    String written = sink.form().write(line);
    if (!Quiet.reigns()) {
      sink.output().write(written);
    }
  }

  /** What Micronaut notes of Lambda besides, each of its names with a capital, says no more. */
  private Map<String, String> known() {
    Map<String, String> known =
        new TreeMap<>(Optional.ofNullable(sink.context().getCopyOfContextMap()).orElse(Map.of()));
    known.keySet().removeIf(name -> !name.equals(name.toLowerCase(Locale.ROOT)));
    return known;
  }
}
