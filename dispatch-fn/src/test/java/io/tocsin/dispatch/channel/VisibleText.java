package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;

/** Whether a reader can see what is sent. */
final class VisibleText {
  private VisibleText() {}

  /** No text anywhere is empty or holds what nobody sees. */
  static void check(JsonNode node, String where) {
    node.forEach(child -> check(child, where));
    if (node.isTextual()) {
      String text = node.textValue();
      assertFalse(Text.blank(text), where);
      assertTrue(text.codePoints().allMatch(VisibleText::shown), where);
    }
  }

  private static boolean shown(int c) {
    boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    boolean turned = (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
    return c == '\n' || c == '\t' || !(half || turned || Character.isISOControl(c));
  }
}
