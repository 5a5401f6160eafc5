package io.tocsin.routing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads matchers from a line of text, as silences have them: {@code service=plex}, {@code
 * labels.team!=db}, {@code title=~.*timeout.*}, {@code service!~test-.*}, {@code severity>=high}.
 */
public record MatcherReader(Patterns patterns) {
  private static final String FORM =
      "a matcher is FIELD=VALUE, FIELD!=VALUE, FIELD=~REGEX, FIELD!~REGEX or severity>=SEVERITY";

  /** Longer ones first where one begins another. */
  private static final List<String> SIGNS = List.of("=~", "!=", "!~", ">=", "=");

  /**
   * Reads a matcher.
   *
   * @throws IllegalArgumentException saying what is wrong, and what to write
   */
  public Matcher read(String text) {
    int at = firstSign(text);
    String rest = text.substring(at);
    String sign =
        SIGNS.stream()
            .filter(rest::startsWith)
            .findFirst()
            .orElseThrow(() -> new IllegalArgumentException(FORM));
    String field = text.substring(0, at).strip();
    String value = rest.substring(sign.length()).strip();
    if (!Matcher.isField(field)) {
      throw new IllegalArgumentException(Matcher.noField(field));
    }
    return switch (sign) {
      case "=~" -> new Matcher(field, patterns.compile(value), false);
      case "!~" -> new Matcher(field, patterns.compile(value), true);
      case ">=" -> new Matcher(field, atLeast(field, value), false);
      case "!=" -> new Matcher(field, equal(field, value), true);
      default -> new Matcher(field, equal(field, value), false);
    };
  }

  /**
   * That a severity is no lower than another.
   *
   * @throws IllegalArgumentException when it is none, or the field is another
   */
  public static Condition atLeast(String field, String severity) {
    if (!field.equals("severity")) {
      throw new IllegalArgumentException(
          "only severity can be asked to be at least something, not " + field);
    }
    List<String> words = Matcher.words(field);
    checkWord(field, severity);
    return Condition.oneOf(Set.copyOf(words.subList(0, words.indexOf(severity) + 1)));
  }

  /**
   * Refuses what the field can never be.
   *
   * @throws IllegalArgumentException naming what it can be
   */
  public static void checkWord(String field, String value) {
    List<String> words = Matcher.words(field);
    if (!words.isEmpty() && !words.contains(value)) {
      throw new IllegalArgumentException(field + " must be one of " + String.join(", ", words));
    }
  }

  private static Condition equal(String field, String value) {
    checkWord(field, value);
    return Condition.oneOf(Set.of(value));
  }

  private static int firstSign(String text) {
    Optional<Integer> first =
        Stream.of('=', '!', '>')
            .map(sign -> text.indexOf(sign))
            .filter(at -> at >= 0)
            .min(Integer::compare);
    return first.orElseThrow(() -> new IllegalArgumentException(FORM));
  }
}
