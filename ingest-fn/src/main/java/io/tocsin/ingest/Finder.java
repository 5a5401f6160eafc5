package io.tocsin.ingest;

import io.tocsin.history.History;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.history.Story;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds what a reader may see of what is asked for. */
record Finder(History history) {

  Page<Story> alerts(Reader reader, Search search, Asking asking) {
    int limit = asking.limit();
    return page(
        () ->
            reader
                .may(search)
                .map(allowed -> history.find(allowed, limit, asking.cursor()))
                .orElseGet(() -> new Page<>(List.of(), Optional.empty())));
  }

  /**
   * A page of what is found.
   *
   * @throws Problem.Refused when the cursor is none
   */
  static <T> Page<T> page(Supplier<Page<T>> found) {
    try {
      return found.get();
    } catch (History.BadCursorException e) {
      throw new Problem.Refused(
          Problem.badRequest(
              "cursor: it is none that a page was given with; start again without it"));
    }
  }
}
