package io.tocsin.keys;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where a key stands in the list of all: by owner, then by id. */
public record KeyPlace(String owner, String id) {
  private static final Pattern FORM = Pattern.compile(".+\\|.+", Pattern.DOTALL);

  /** Long enough for every owner and id, short enough for every store. */
  private static final int LONGEST = 500;

  public static KeyPlace of(KeySummary key) {
    return new KeyPlace(key.owner(), key.id());
  }

  /** As stores sort it. */
  public String text() {
    return first(owner) + id;
  }

  /** What the places of an owner's keys begin with, and nobody else's. */
  public static String first(String owner) {
    return owner + KeySummary.SEPARATOR;
  }

  /** After the places of all of an owner's keys. */
  public static String last(String owner) {
    return owner + (char) (KeySummary.SEPARATOR + 1);
  }

  /** As it is given away: letters, digits, {@code -} and {@code _}. */
  public String cursor() {
    byte[] bytes = text().getBytes(StandardCharsets.UTF_8);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /**
   * The first text after the one that the {@link #cursor} was made of.
   *
   * @param first what the places of the list begin with
   * @throws IllegalArgumentException when it is no cursor of such a list
   */
  public static String after(String cursor, String first) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String place = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (bytes.length <= LONGEST && FORM.matcher(place).matches() && place.startsWith(first)) {
        return place + '\0';
      }
    } catch (CharacterCodingException e) {
      throw new IllegalArgumentException("not a cursor", e);
    }
    throw new IllegalArgumentException("not a cursor");
  }
}
