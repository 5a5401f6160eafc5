package io.tocsin.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;

class PortableTextTest {
  @Test
  void whatEveryServiceTakesStaysAsItIs() {
    String text = "{\"a\":\"ü🔔 \uFFFD \u007F\"}";
    assertSame(text, PortableText.json(text));
    assertSame(text, PortableText.message(text));
    assertEquals(text, PortableText.plain(text));
  }

  @Test
  void halvesOfCharactersAreEscapedInJson() {
    assertEquals("\\ud83d", PortableText.json("\uD83D"));
    assertEquals("x\\ude14y", PortableText.json("x\uDE14y"));
    assertEquals("\\ude14\\ud83d", PortableText.message("\uDE14\uD83D"));
    assertEquals("\\ud83d🔔\\udd14", PortableText.json("\uD83D🔔\uDD14"));
  }

  @Test
  void whatOnlySqsRefusesIsEscapedForItAlone() {
    assertEquals("\\ufffea\\uffff", PortableText.message("\uFFFEa\uFFFF"));
    assertSame("\uFFFEa\uFFFF", PortableText.json("\uFFFEa\uFFFF"));
  }

  @Test
  void inPlainTextAllThatIsReplaced() {
    assertEquals("a\uFFFDb\uFFFDc\uFFFD\t\n🔔", PortableText.plain("a\u0000b\uFFFEc\uD83D\t\n🔔"));
  }
}
