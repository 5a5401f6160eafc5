package io.tocsin.infra;

import io.tocsin.config.ConfigReader;
import io.tocsin.config.Configuration;
import io.tocsin.config.MeetingRoutes;
import io.tocsin.config.RuleFile;
import io.tocsin.config.Rules;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A {@code tocsin.yml}, and the rules it names. It travels as a layer, so that it is versioned with
 * the functions, and costs them no call when they start.
 *
 * @param file where it is
 * @param text what is in it
 */
public record TocsinYml(Path file, String text) {
  /** Where functions find it. */
  static final String PLACE = "/opt/tocsin.yml";

  private static final String NAME = "tocsin.yml";

  /** What a reader asks for besides what the file refers to. */
  private static final String LOCAL = "TOCSIN_LOCAL";

  /** What a zip cannot be without; a fixed one makes the same layer of the same file. */
  private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  /**
   * Reads it.
   *
   * @throws UncheckedIOException when it cannot be read as UTF-8 text
   */
  public static TocsinYml at(Path file) {
    try {
      return new TocsinYml(file, Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file + " cannot be read as UTF-8 text", e);
    }
  }

  /**
   * Checks all but whether there are such channels with such settings, which only the function that
   * has them knows: {@code ./tocsin config check} asks it.
   *
   * @param variables those that functions are given, all that the file may refer to
   * @throws IllegalArgumentException naming every mistake with its place
   */
  void check(Set<String> variables) {
    try {
      Configuration read =
          ConfigReader.readForAnyChannel(
              text, name -> Optional.of(name).filter(variables::contains));
      read.meetings().rules().ifPresent(this::checkFolder);
      Rules.of(file);
    } catch (RuntimeException e) {
      throw new IllegalArgumentException(
          file
              + " cannot be deployed. A variable that is not set must be among the secrets.\n"
              + e.getMessage(),
          e);
    }
  }

  /**
   * The variables that it refers to.
   *
   * @throws io.tocsin.config.InvalidConfigException naming every mistake in it
   */
  Set<String> variables() {
    Set<String> asked = new TreeSet<>();
    ConfigReader.readForAnyChannel(
        text,
        name -> Optional.of(name).filter(any -> !any.equals(LOCAL)).map(any -> noted(any, asked)));
    return asked;
  }

  private static String noted(String name, Set<String> asked) {
    asked.add(name);
    return name;
  }

  private void checkFolder(String folder) {
    Path path = Path.of(folder).normalize();
    if (path.isAbsolute() || path.startsWith("..") || path.toString().isEmpty()) {
      throw new IllegalArgumentException(
          "the rules must be in a folder below the file's own, to travel with it, not in "
              + folder);
    }
  }

  /** Whether it sends alerts to the meeting desk. */
  boolean meets() {
    return ConfigReader.readRoutes(text).targets().values().stream()
        .anyMatch(target -> target.channel().equals(MeetingRoutes.CHANNEL));
  }

  /** Writes the layer: the same bytes for the same files, whenever and wherever. */
  void pack(OutputStream to) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(to)) {
      for (Map.Entry<String, String> each : files().entrySet()) {
        byte[] bytes = each.getValue().getBytes(StandardCharsets.UTF_8);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipEntry entry = new ZipEntry(each.getKey());
        entry.setTimeLocal(NO_TIME);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(sum.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
      }
    }
  }

  private Map<String, String> files() {
    Map<String, String> files = new TreeMap<>(Map.of(NAME, text));
    Optional<String> folder = ConfigReader.readMeetings(text).rules();
    folder.ifPresent(
        name ->
            RuleFile.in(file.resolveSibling(name))
                .forEach(rules -> files.put(inLayer(name, rules), rules.text())));
    return files;
  }

  private static String inLayer(String folder, RuleFile rules) {
    Path path = Path.of(folder).normalize().resolve(Path.of(rules.name()).getFileName());
    return path.toString().replace('\\', '/');
  }
}
