package io.tocsin.history;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.fuzz.Mangled;
import io.tocsin.history.History.BadCursorException;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MemoryMaps;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NotEmpty;

class CursorFuzzTest {

  @Provide
  Arbitrary<String> cursors() {
    Cursor cursor =
        new Cursor(Instant.parse("2026-11-21T12:00:00Z"), "ev_3b30cf97c93fd0e4f75da45a");
    return Mangled.orChance(List.of(cursor.text(), "LTE6eA", "OTk5OTk5OTk5OTk5OTk5OmV2"));
  }

  @Property(seed = "20261121")
  void whatAPageEndsWithIsWhereTheNextBegins(
      @ForAll @LongRange(min = -99_999_999_999_999L, max = 999_999_999_999_999L) long millis,
      @ForAll @NotEmpty String id) {
    Cursor cursor = new Cursor(Instant.ofEpochMilli(millis), whole(id));
    assertEquals(cursor, Cursor.parse(cursor.text()));
  }

  @Property(seed = "20261121")
  void anyOtherTextIsAPageOrRefused(@ForAll("cursors") String text) {
    MapHistory history = new MapHistory(new MemoryMaps());
    try {
      Cursor cursor = Cursor.parse(text);
      assertEquals(cursor, Cursor.parse(cursor.text()));
      assertEquals(List.of(), history.recent(1, Optional.of(text)).items());
    } catch (BadCursorException e) {
      // As it is written there.
    }
  }

  /** Ids are of ASCII; halves of characters do not come back from any encoding. */
  private static String whole(String id) {
    return id.codePoints()
        .map(point -> point >= 0xd800 && point < 0xe000 ? 'x' : point)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
