package io.tocsin.history;

import io.tocsin.alert.Alert;
import io.tocsin.history.History.BadCursorException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a page of recent alerts ended: the time and id of its last alert. It stays good whatever
 * arrives in the meantime, and whatever goes.
 *
 * @param receivedAt in whole milliseconds
 */
public record Cursor(Instant receivedAt, String alertId) {
  private static final Pattern FORM = Pattern.compile("(-?[0-9]{1,15}):(.+)", Pattern.DOTALL);

  public static Cursor at(Alert alert) {
    return new Cursor(alert.receivedAt(), alert.id());
  }

  /** As it is given away: letters, digits, {@code -} and {@code _}. */
  public String text() {
    byte[] bytes = (receivedAt.toEpochMilli() + ":" + alertId).getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws BadCursorException when it is anything else
   */
  public static Cursor parse(String text) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(text);
      String plain = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      Matcher form = FORM.matcher(plain);
      if (form.matches()) {
        return new Cursor(Instant.ofEpochMilli(Long.parseLong(form.group(1))), form.group(2));
      }
      throw new BadCursorException();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new BadCursorException();
    }
  }
}
