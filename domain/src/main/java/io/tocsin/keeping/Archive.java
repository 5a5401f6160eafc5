package io.tocsin.keeping;

import java.util.List;

/** Where the history goes when it expires. */
public interface Archive {

  /**
   * Files pieces; they are durable when it returns. Filed under the same name again, they take the
   * place of what was filed before, so that whoever does not know whether it did may do it again.
   *
   * @param name different for different pieces: letters, digits and {@code -}
   */
  void file(String name, List<Piece> pieces);
}
