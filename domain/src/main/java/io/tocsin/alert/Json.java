package io.tocsin.alert;

/**
 * A JSON value as its text. The domain carries what a sender wrote without reading it; whoever
 * needs a member of it (a channel, a template) parses it.
 *
 * @param text well-formed JSON; the maker of this record has checked that
 */
public record Json(String text) {
  public static final Json EMPTY = new Json("{}");

  public boolean isEmpty() {
    return text.equals("{}") || text.equals("null") || text.equals("[]");
  }
}
