package io.tocsin.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.architecture.Sources.Source;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What no compiler sees, held against the files as they are written. */
class TidyTest {
  private static final int LONGEST = 300;
  private static final int LONGEST_TEST = 500;

  /** Everything that people write here; the build's formatter knows only Java. */
  private static final String[] TEXTS = {
    ".java", ".md", ".xml", ".yml", ".yaml", ".json", ".properties", ".sh", "tocsin", "run"
  };

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  @Test
  void thereAreFilesToLookAt() {
    assertTrue(Sources.ending(".java").size() > 50);
    assertTrue(Sources.ending("README.md").size() >= 1);
  }

  @Test
  void filesAreShort() {
    List<String> found = new ArrayList<>();
    for (Source source : Sources.ending(".java")) {
      int most = source.isTest() ? LONGEST_TEST : LONGEST;
      if (source.lines().size() > most) {
        found.add(source.path() + ": " + source.lines().size() + " lines, at most " + most);
      }
    }
    assertEquals(List.of(), found, "a long file holds more than one thing; part them");
  }

  @Test
  void nothingIsLeftForLater() {
    // Put together here, or this file would find itself.
    Pattern later = Pattern.compile("\\b(" + "TO" + "DO|" + "FIX" + "ME|" + "X" + "XX)\\b");
    assertNone(
        later.asPredicate(), "do it now, or open an issue and say in the docs what is missing");
  }

  @Test
  void noTestIsSwitchedOff() {
    assertNone(
        line -> line.strip().startsWith("@" + "Disabled"),
        "mend the test or delete it; for what a machine may lack, use an assumption");
  }

  @Test
  void nothingOfOursIsMocked() {
    assertNone(
        line -> line.startsWith("import ") && line.contains("org." + "mockito"),
        "use the real part: an in-memory store, a real HTTP server, a queue in the process");
  }

  @Test
  void nothingIsImportedWholesale() {
    assertNone(
        line -> line.startsWith("import ") && line.endsWith(".*;"),
        "name each import, so that a reader sees where a name comes from");
  }

  @Test
  void nothingTrailsAndNothingIsTabbed() {
    List<String> found = new ArrayList<>();
    for (Source source : Sources.ending(TEXTS)) {
      for (int i = 0; i < source.lines().size(); i++) {
        String line = source.lines().get(i);
        if (line.contains("\t") || line.endsWith(" ") || line.endsWith("\r")) {
          found.add(source.path() + ":" + (i + 1));
        }
      }
      if (!source.lines().get(source.lines().size() - 1).isEmpty()) {
        found.add(source.path() + ": no line end at its end");
      }
    }
    assertEquals(List.of(), found, "spaces for tabs, none at the end of a line, LF line ends");
  }

  @Test
  void linksInTheDocumentsLeadToFiles() {
    List<String> found = new ArrayList<>();
    int links = 0;
    for (Source source : Sources.ending(".md")) {
      for (String link : links(source)) {
        links++;
        Path from = Sources.ROOT.resolve(source.path()).getParent();
        if (!Files.exists(from.resolve(link.replaceFirst("#.*", "")))) {
          found.add(source.path() + ": " + link);
        }
      }
    }
    assertEquals(List.of(), found, "name a file that is there, relative to the document");
    assertTrue(links > 3, "links were found");
  }

  private static List<String> links(Source source) {
    List<String> links = new ArrayList<>();
    boolean code = false;
    for (String line : source.lines()) {
      code ^= line.startsWith("```");
      Matcher matcher = LINK.matcher(line);
      while (!code && matcher.find()) {
        String link = matcher.group(1);
        if (!link.startsWith("#") && !link.matches("[a-z]+:.*")) {
          links.add(link);
        }
      }
    }
    return links;
  }

  private static void assertNone(Predicate<String> wrong, String instead) {
    List<String> found = new ArrayList<>();
    for (Source source : Sources.ending(".java")) {
      for (int i = 0; i < source.lines().size(); i++) {
        if (wrong.test(source.lines().get(i))) {
          found.add(source.path() + ":" + (i + 1) + ": " + source.lines().get(i).strip());
        }
      }
    }
    assertEquals(List.of(), found, instead);
  }
}
