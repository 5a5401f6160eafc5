package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Channel.DigestLine;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** How a digest reads, the same in every channel: a heading, and one line per severity. */
final class DigestText {
  static final String HEADING = "Too many to show one by one";

  /** Of the services' names in one line, escaped. */
  private static final int SERVICES = 80;

  private DigestText() {}

  /**
   * The lines, without the heading. With one line per severity, as digests have, they are under 900
   * units together, whatever the services are called.
   *
   * @param escape writes a piece as the service wants it
   */
  static String lines(List<DigestLine> digest, UnaryOperator<String> escape) {
    return digest.stream().map(line -> line(line, escape)).collect(Collectors.joining("\n"));
  }

  private static String line(DigestLine line, UnaryOperator<String> escape) {
    String services =
        line.services().stream()
            .map(Text::line)
            .filter(service -> !Text.blank(service))
            .collect(Collectors.joining(", "));
    return line.count()
        + " × "
        + line.severity().name().toLowerCase(Locale.ROOT)
        + (services.isEmpty() ? "" : " · " + Text.cut(services, SERVICES, Text.ELLIPSIS, escape))
        + " · "
        + line.first().truncatedTo(ChronoUnit.SECONDS)
        + " to "
        + line.last().truncatedTo(ChronoUnit.SECONDS);
  }
}
