package io.tocsin.architecture;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The project's files as they are written. */
final class Sources {
  static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> NOT_OURS =
      Set.of("target", ".git", ".mvn", ".tocsin", ".idea", ".vscode", "node_modules", "cdk.out");

  /** A file with its path from the root. */
  record Source(String path, List<String> lines) {
    boolean isTest() {
      return path.contains("/src/test/");
    }
  }

  private Sources() {}

  /** All files whose name ends so, in the order of their paths. */
  static List<Source> ending(String... endings) {
    return paths(ROOT)
        .filter(path -> Stream.of(endings).anyMatch(path.getFileName().toString()::endsWith))
        .sorted()
        .map(Sources::read)
        .toList();
  }

  /** All Java files below the folder. */
  static List<Source> java(String folder) {
    return ending(".java").stream().filter(one -> one.path().startsWith(folder)).toList();
  }

  private static Stream<Path> paths(Path folder) {
    try (Stream<Path> inside = Files.list(folder)) {
      return inside
          .filter(path -> !NOT_OURS.contains(path.getFileName().toString()))
          .toList()
          .stream()
          .flatMap(path -> Files.isDirectory(path) ? paths(path) : Stream.of(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Source read(Path path) {
    try {
      String text = Files.readString(path);
      String name = ROOT.relativize(path).toString().replace('\\', '/');
      return new Source(name, List.of(text.split("\n", -1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
