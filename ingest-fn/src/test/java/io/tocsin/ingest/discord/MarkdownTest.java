package io.tocsin.ingest.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource({
    "plain text 1,plain text 1",
    "**b** _i_ ~~s~~,\\*\\*b\\*\\* \\_i\\_ \\~\\~s\\~\\~",
    "<@1> @everyone,\\<\\@1\\> \\@everyone",
    "[a](https://b),\\[a\\]\\(https\\://b\\)",
    "# h,\\# h",
    "`c` ||s||,\\`c\\` \\|\\|s\\|\\|"
  })
  void whatMeansSomethingIsEscaped(String text, String escaped) {
    assertEquals(escaped, Markdown.escaped(text, 100));
  }

  @Test
  void aTextIsOneLineAndReadsForwards() {
    assertEquals("a b c d", Markdown.escaped("a\nb\u2028c\u0000d\u202E\uD83D", 100));
  }

  @Test
  void noCharacterIsCutInHalf() {
    assertEquals("😀…", Markdown.cut("😀😀😀", 4));
    assertEquals("😀…", Markdown.cut("😀😀😀", 3));
    assertEquals("😀😀😀", Markdown.cut("😀😀😀", 6));
  }

  @Test
  void asManyLinesAreShownAsFitAndTheRestIsCounted() {
    Random random = new Random(1);
    for (int i = 0; i < 2000; i++) {
      int number = random.nextInt(40);
      List<String> lines = Collections.nCopies(number, "x".repeat(1 + random.nextInt(300)));
      String shown = Markdown.lines("head", lines);
      assertTrue(shown.length() <= Said.LONGEST, "length " + shown.length());
      long whole = shown.lines().filter(line -> line.startsWith("x")).count();
      assertEquals(number - whole, more(shown));
      boolean fits =
          "head".length() + number * (lines.isEmpty() ? 0 : lines.get(0).length() + 1)
              <= Said.LONGEST;
      assertEquals(fits, whole == number);
    }
    assertFalse(Markdown.lines("head", List.of()).contains("\n"));
  }

  private static long more(String shown) {
    return shown
        .lines()
        .filter(line -> line.startsWith("… and "))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum();
  }
}
