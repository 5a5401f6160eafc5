package io.tocsin.local.cli;

import io.tocsin.local.MendableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tocsin export}. */
@Command(
    name = "export",
    description = {
      "Writes alerts with their deliveries, and meetings, as JSON lines: those of the history, and"
          + " then those that a local archive has.",
      "The file is there when all of it is: what fails leaves none. See docs/archive.md."
    },
    mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
  private final Surroundings surroundings;

  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      description = "The first time, such as 2026-11-21 or 2026-11-21T08:00:00Z.")
  private String from = "";

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      description = "The first time that is too late, written likewise.")
  private String to = "";

  @Option(names = "--out", paramLabel = "FILE", description = "Default: standard output.")
  private Optional<Path> out = Optional.empty();

  @Option(
      names = "--archive",
      paramLabel = "DIR",
      description =
          "Where a local Tocsin files what expired. Default: archive in the data directory.")
  private Optional<Path> archive = Optional.empty();

  @Mixin private AccessOptions options = new AccessOptions();

  ExportCommand(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  @Override
  public Integer call() {
    Instant begin = time("--from", from);
    Instant end = time("--to", to);
    if (!begin.isBefore(end)) {
      throw new MendableException("--from must be before --to.");
    }
    Export export =
        new Export(
            options.access(surroundings),
            surroundings.clock(),
            archive.orElseGet(() -> options.data(surroundings).resolve("archive")),
            begin,
            end);
    String counts =
        out.map(file -> toFile(export, file))
            .orElseGet(() -> export.write(line -> surroundings.out().println(line)).toString());
    surroundings.err().println("Exported " + counts + ".");
    return 0;
  }

  /** Under another name until it is whole. */
  private static String toFile(Export export, Path file) {
    Path whole = file.toAbsolutePath();
    Path draft = whole.resolveSibling(whole.getFileName() + ".part");
    try {
      String counts;
      try (var writer = Files.newBufferedWriter(draft, StandardCharsets.UTF_8)) {
        Consumer<String> lines =
            line -> {
              try {
                writer.write(line);
                writer.write('\n');
              } catch (IOException e) {
                throw unwritable(draft, e);
              }
            };
        counts = export.write(lines).toString();
      }
      Files.move(draft, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return counts;
    } catch (IOException e) {
      throw unwritable(whole, e);
    } finally {
      discard(draft);
    }
  }

  private static void discard(Path draft) {
    try {
      Files.deleteIfExists(draft);
    } catch (IOException e) {
      throw unwritable(draft, e);
    }
  }

  private static MendableException unwritable(Path file, IOException cause) {
    return new MendableException("The file " + file + " cannot be written: " + cause, cause);
  }

  private static Instant time(String option, String text) {
    try {
      return text.contains("T")
          ? OffsetDateTime.parse(text).toInstant()
          : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    } catch (DateTimeParseException e) {
      throw new MendableException(
          option + " must be a time such as 2026-11-21 or 2026-11-21T08:00:00Z.", e);
    }
  }
}
