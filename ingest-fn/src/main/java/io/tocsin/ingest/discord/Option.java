package io.tocsin.ingest.discord;

import java.util.List;

/**
 * What may be given with a subcommand.
 *
 * @param longest most characters of a text
 * @param choices the texts there are; none: any
 * @param suggested whether the user is shown keys to choose from
 */
record Option(
    String name,
    String description,
    Kind kind,
    boolean required,
    int longest,
    List<Choice> choices,
    boolean suggested) {
  static final String KEY = "key";

  private static final int LONGEST_KEY = 100;

  /** Discord's number for the type of a value. */
  enum Kind {
    TEXT(3),
    YES_OR_NO(5);

    final int number;

    Kind(int number) {
      this.number = number;
    }
  }

  /** A text that may be given, and how it is shown. */
  record Choice(String shown, String value) {}

  static Option text(String name, String description, int longest) {
    return new Option(name, description, Kind.TEXT, false, longest, List.of(), false);
  }

  static Option oneOf(String name, String description, List<Choice> choices) {
    return new Option(name, description, Kind.TEXT, false, 0, choices, false);
  }

  static Option yesOrNo(String name, String description) {
    return new Option(name, description, Kind.YES_OR_NO, false, 0, List.of(), false);
  }

  static Option key(String description, boolean required) {
    return new Option(KEY, description, Kind.TEXT, required, LONGEST_KEY, List.of(), true);
  }
}
