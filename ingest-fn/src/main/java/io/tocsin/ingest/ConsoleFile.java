package io.tocsin.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of the console, as it lies in the jar.
 *
 * @param type of its content
 */
record ConsoleFile(String type, String text) {
  /** Nothing that leads out of the folder. */
  private static final Pattern NAME = Pattern.compile("[a-z]+[.]([a-z]+)");

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml; charset=utf-8");

  /** The file of that name, if there is one. */
  static Optional<ConsoleFile> named(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.ofNullable(TYPES.get(matcher.group(1))).flatMap(type -> read(name, type))
        : Optional.empty();
  }

  private static Optional<ConsoleFile> read(String name, String type) {
    try (InputStream file =
        ConsoleFile.class.getClassLoader().getResourceAsStream("console/" + name)) {
      if (file == null) {
        return Optional.empty();
      }
      return Optional.of(
          new ConsoleFile(type, new String(file.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
