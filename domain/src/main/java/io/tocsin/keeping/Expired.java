package io.tocsin.keeping;

import java.util.Map;
import java.util.Optional;

/** Reads what a store removed because it had expired. */
public interface Expired {

  /**
   * The piece of the history that an item was.
   *
   * @param item its attributes as text
   * @return empty: it only led to others; {@link Piece.OfUnreadable} when it cannot be read
   */
  Optional<Piece> piece(Map<String, String> item);
}
