package io.tocsin.local.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/**
 * What a command finds around it.
 *
 * @param environment variables
 * @param home where {@code .tocsin} is, unless another data directory is named
 * @param out for results
 * @param err for what went wrong, and for progress
 */
record Surroundings(
    Map<String, String> environment, Path home, Clock clock, PrintStream out, PrintStream err) {
  static Surroundings ofProcess() {
    return new Surroundings(
        System.getenv(),
        Path.of(System.getProperty("tocsin.home", "")),
        Clock.systemUTC(),
        utf8(FileDescriptor.out),
        utf8(FileDescriptor.err));
  }

  /** Alerts are in any script, whatever the locale. */
  private static PrintStream utf8(FileDescriptor stream) {
    return new PrintStream(new FileOutputStream(stream), true, StandardCharsets.UTF_8);
  }

  /** {@code tocsin.yml}, when no option names it. */
  Optional<Path> config() {
    return Optional.ofNullable(environment.get("TOCSIN_CONFIG"))
        .filter(path -> !path.isBlank())
        .map(Path::of);
  }

  Path data() {
    return home.resolve(".tocsin");
  }
}
