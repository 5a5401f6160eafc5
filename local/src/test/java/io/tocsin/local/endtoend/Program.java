package io.tocsin.local.endtoend;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Programs that this machine may have. */
final class Program {
  private static final int LONGEST_MINUTES = 5;

  private Program() {}

  /** Whether it is on the path. */
  static boolean installed(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Path.of(folder, name).toFile().canExecute());
  }

  /**
   * Runs a command to its end, without a proxy and in UTF-8.
   *
   * @param folder where it runs, and where its output is kept
   * @return what it printed
   * @throws AssertionError when it fails
   */
  static String run(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    builder.environment().putAll(Map.of("NO_PROXY", "127.0.0.1", "no_proxy", "127.0.0.1"));
    builder.environment().putAll(Map.of("LC_ALL", "C.UTF-8", "GOTOOLCHAIN", "local"));
    Process process = builder.start();
    boolean ended = process.waitFor(LONGEST_MINUTES, TimeUnit.MINUTES);
    process.destroyForcibly();
    String printed = new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
    if (!ended || process.exitValue() != 0) {
      throw new AssertionError(command + " failed: " + printed);
    }
    return printed;
  }
}
