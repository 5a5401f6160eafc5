package io.tocsin.aws.dynamodb;

import io.tocsin.history.Cursor;
import io.tocsin.history.Search;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where in an index is looked.
 *
 * @param from the least place; not empty text, which DynamoDB takes for no key
 * @param to the greatest; no item stands at what a cursor or a time gives, so it is itself not met
 */
record Span(String from, String to) {
  /** Sorts before and after every place. */
  static final String BEGIN = " ";

  static final String END = "~";

  static final Span ALL = new Span(BEGIN, END);

  /** What a search asks for, after the page that ended at the cursor. */
  static Span of(Search search, Optional<Cursor> cursor) {
    return new Span(
        search.from().map(HistoryItems::time).orElse(BEGIN),
        Stream.of(
                search.before().map(HistoryItems::time),
                cursor.map(at -> HistoryItems.place(at.receivedAt(), at.alertId())))
            .flatMap(Optional::stream)
            .min(String::compareTo)
            .orElse(END));
  }

  boolean isEmpty() {
    return from.compareTo(to) >= 0;
  }
}
