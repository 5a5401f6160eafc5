package io.tocsin.log;

import io.tocsin.log.LogContext.Fact;
import io.tocsin.watch.Trace;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Set;
import java.util.TreeMap;

/** A line for people: level, who says it, what, and the ids it is about. */
final class TextForm implements Line.Form {
  /** What nobody looks for who sees the lines as they are written. */
  private static final Set<String> LEFT_OUT =
      Set.of(Fact.FUNCTION.word(), Fact.REQUEST_ID.word(), Trace.HEADER);

  @Override
  public String write(Line line) {
    StringBuilder text = new StringBuilder(128);
    text.append(line.level()).append(' ').append(last(line.logger())).append(" - ");
    text.append(line.message());
    new TreeMap<>(line.context()).forEach((name, value) -> context(text, name, value));
    line.error().ifPresent(error -> text.append(System.lineSeparator()).append(trace(error)));
    return text.toString();
  }

  private static void context(StringBuilder text, String name, String value) {
    if (!LEFT_OUT.contains(name)) {
      text.append(' ').append(name).append('=').append(value);
    }
  }

  private static String trace(Throwable error) {
    StringWriter trace = new StringWriter();
    error.printStackTrace(new PrintWriter(trace, true));
    return trace.toString().stripTrailing();
  }

  private static String last(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
