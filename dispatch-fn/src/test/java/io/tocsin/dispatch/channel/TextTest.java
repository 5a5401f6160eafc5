package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TextTest {
  private static final String FAMILY = "👩‍👩‍👧‍👦";

  @Test
  void whatFitsIsNotTouched() {
    assertEquals("12345", Text.cut("12345", 5));
    assertEquals("1234…", Text.cut("123456", 5));
  }

  @Test
  void theCutIsBetweenWhatAReaderSeesAsCharacters() {
    assertEquals("ab…", Text.cut("ab" + FAMILY + "cd", 10));
    assertEquals("ab" + FAMILY + "…", Text.cut("ab" + FAMILY + "cd", 2 + FAMILY.length() + 1));
    assertEquals("ab…", Text.cut("abe\u0301\u0327cdefg", 5));
  }

  @Test
  void aHeapOfMarksLongerThanTheRoomIsCutBetweenCodePoints() {
    String cut = Text.cut("Z" + "\u0351".repeat(100), 10);
    assertEquals("Z" + "\u0351".repeat(8) + "…", cut);
  }

  @Test
  void anEscapeIsNeverSplit() {
    UnaryOperator<String> escape = text -> text.replace("&", "&amp;");
    assertEquals("&amp;&amp;…", Text.cut("&&&&", 14, "…", escape));
    assertEquals("&amp;…", Text.cut("&&&&", 10, "…", escape));
  }

  @Test
  void withoutRoomForTheTailOnlyTheEllipsisIsLeft() {
    assertEquals("…", Text.cut("123456", 3, "…and more", UnaryOperator.identity()));
    assertEquals("", Text.cut("123456", 0));
  }

  @Test
  void whatNobodySeesIsTakenOut() {
    assertEquals("evil txt", Text.line("\u202eevil\0 \u2067txt\u0007\ufeff"));
    assertEquals("a\nb\nc\nd", Text.lines(" a\r\nb\rc\u2028d\n\n"));
    assertEquals("a b", Text.line("a\nb"));
    assertEquals("a\ufffdb", Text.line("a\ud83db"));
    assertEquals(FAMILY, Text.line(FAMILY));
  }

  @Test
  void whatIsOnlySpaceIsBlank() {
    assertTrue(Text.blank(" \t\n\u00a0\u200b\u2060"));
    assertFalse(Text.blank(" x "));
  }
}
