package io.tocsin.store;

import io.tocsin.history.History.BadCursorException;
import io.tocsin.meeting.Meeting;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Pattern;

/** Where something stands in a list by time, such as that of the meetings that are due. */
public record Place(Instant at, String id) {
  /** After every place. */
  public static final String END = "~";

  private static final Pattern FORM = Pattern.compile("[0-9]{18}\\.[0-9]{9}/[0-9a-z_]{1,100}");

  /** A meeting's, by when it was wanted. */
  public static Place of(Meeting meeting) {
    return new Place(meeting.createdAt(), meeting.id());
  }

  /** As stores sort it: as time does, to the nanosecond, and then by id. */
  public String text() {
    return Key.time(at) + id;
  }

  /** After the places of that time, and before all later ones. */
  public static String after(Instant at) {
    return Key.time(at) + END;
  }

  /** Before the places of that time, and after all earlier ones. */
  public static String before(Instant at) {
    return Key.time(at);
  }

  /** As it is given away: letters, digits, {@code -} and {@code _}. */
  public String cursor() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text().getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The {@link #text} of the place that the {@link #cursor} was made of.
   *
   * @throws BadCursorException when it is no such cursor
   */
  public static String parse(String cursor) {
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(cursor);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      if (FORM.matcher(text).matches()) {
        return text;
      }
      throw new BadCursorException();
    } catch (IllegalArgumentException | CharacterCodingException e) {
      throw new BadCursorException();
    }
  }
}
