package io.tocsin.packaged;

import io.tocsin.infra.FunctionRole;
import io.tocsin.infra.Packages;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Packages, each unpacked once, as Lambda does in {@code /var/task}. */
final class Unpacked {
  static final Packages PACKAGES =
      Packages.builtIn(
          Path.of("..").toAbsolutePath().normalize(),
          String.valueOf(System.getProperty("tocsin.version")));

  private static final Path FOLDER = Path.of("target", "unpacked").toAbsolutePath();
  private static final Map<Path, Path> FOLDERS = new ConcurrentHashMap<>();

  private Unpacked() {}

  /** The folder with the function's package in it. */
  static Path of(FunctionRole function) {
    return FOLDERS.computeIfAbsent(function.code(PACKAGES.checked()), Unpacked::unpack);
  }

  private static Path unpack(Path zip) {
    Path folder = FOLDER.resolve(String.valueOf(zip.getFileName()));
    try {
      delete(folder);
      try (InputStream file = Files.newInputStream(zip);
          ZipInputStream entries = new ZipInputStream(file)) {
        ZipEntry entry = entries.getNextEntry();
        while (entry != null) {
          Path to = folder.resolve(entry.getName()).normalize();
          if (!to.startsWith(folder)) {
            throw new IOException(zip + " has an entry outside of it: " + entry.getName());
          }
          if (!entry.isDirectory()) {
            Files.createDirectories(to.toAbsolutePath().getParent());
            Files.copy(entries, to);
          }
          entry = entries.getNextEntry();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return folder;
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      List<Path> all;
      try (Stream<Path> inside = Files.walk(folder)) {
        all = inside.sorted(Comparator.reverseOrder()).toList();
      }
      for (Path each : all) {
        Files.delete(each);
      }
    }
  }
}
