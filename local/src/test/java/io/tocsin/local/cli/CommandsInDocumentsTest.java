package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** Every {@code ./tocsin} command that is written somewhere can be given so. */
class CommandsInDocumentsTest {
  private static final Path ROOT = Path.of("..");

  /** Another module has it, whose help names its options. */
  private static final String PACKAGE = "package";

  private static final Path PACKAGE_HELP =
      ROOT.resolve("infra/src/main/java/io/tocsin/infra/PackageCommand.java");

  /** Up to where a command ends: the line, the quotation, a comment, or what the shell does. */
  private static final Pattern COMMAND = Pattern.compile("\\./tocsin ([a-z][^\\n`#|;&()]*)");

  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*");

  private final CommandLine all = Main.commands(Surroundings.ofProcess());

  @Test
  void everyCommandAndOptionThatIsNamedIsThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    int named = 0;
    for (Path document : documents()) {
      for (String command : commands(Files.readString(document))) {
        named++;
        unknown(command)
            .map(word -> document + ": " + word + " in " + command)
            .ifPresent(wrong::add);
      }
    }
    assertEquals(List.of(), wrong);
    assertTrue(named > 80, named + " were looked at");
  }

  /** Otherwise the test above could not fail. */
  @Test
  void whatIsNotThereIsFound() throws IOException {
    assertEquals(Optional.of("confg"), unknown("confg check"));
    assertEquals(Optional.of("make"), unknown("keys make"));
    assertEquals(Optional.of("--soon"), unknown("keys rotate cm_… --soon"));
    assertEquals(Optional.of("--colour"), unknown("package --colour red"));
    assertEquals(Optional.empty(), unknown("export --from 2026-11-01 --to 2026-12-01"));
    assertEquals(
        List.of("keys create --owner ops --scope read "),
        commands("Say `./tocsin keys create --owner ops \\\n  --scope read # so`, or nothing."));
  }

  private static List<Path> documents() throws IOException {
    try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
        Stream<Path> examples = Files.walk(ROOT.resolve("examples"))) {
      return Stream.of(Stream.of("README.md", "CHANGELOG.md").map(ROOT::resolve), docs, examples)
          .flatMap(all -> all)
          .filter(file -> file.toString().matches(".*\\.(md|yml|tf|ts|java)"))
          .toList();
    }
  }

  /** With lines that go on in the next one as one. */
  private static List<String> commands(String text) {
    return COMMAND
        .matcher(text.replaceAll("\\\\\\n", " "))
        .results()
        .map(found -> found.group(1).replaceAll("\\s+", " "))
        .toList();
  }

  /** The first word that is neither a command where one must be, nor an option that it has. */
  private Optional<String> unknown(String command) throws IOException {
    List<String> words =
        Stream.of(command.strip().split("[\\s\\[\\]]+"))
            .map(word -> word.replaceFirst("[,.:]+$", ""))
            .toList();
    boolean packs = words.get(0).equals(PACKAGE);
    CommandLine asked = all;
    for (String word : packs ? List.<String>of() : words) {
      if (asked.getSubcommands().isEmpty() || word.startsWith("--")) {
        break;
      }
      CommandLine next = asked.getSubcommands().get(word);
      if (next == null) {
        return Optional.of(word);
      }
      asked = next;
    }
    Set<String> known = packs ? ofPackage() : options(asked);
    return words.stream()
        .flatMap(word -> OPTION.matcher(word).results())
        .map(MatchResult::group)
        .filter(option -> !known.contains(option))
        .findFirst();
  }

  /** Its own, and those of the commands that it stands for. */
  private static Set<String> options(CommandLine of) {
    Set<String> options = new HashSet<>(of.getCommandSpec().optionsMap().keySet());
    of.getSubcommands().values().forEach(each -> options.addAll(options(each)));
    return options;
  }

  private static Set<String> ofPackage() throws IOException {
    String help = Files.readString(PACKAGE_HELP).split("\"\"\"", -1)[1];
    Set<String> options =
        OPTION.matcher(help).results().map(MatchResult::group).collect(Collectors.toSet());
    assertTrue(options.contains("--kms-key"), "its help was found");
    Set<String> all = new HashSet<>(options);
    all.add("--help");
    return all;
  }
}
