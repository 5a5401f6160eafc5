package io.tocsin.wire;

import java.util.List;
import java.util.stream.Collectors;

/** JSON that is not what it should be, with each mistake named. Holds nothing of the values. */
public final class InvalidJsonException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The mistakes; transient because an exception is never sent anywhere as a Java object. */
  private final transient List<Mistake> mistakes;

  /**
   * One mistake.
   *
   * @param field a path such as {@code labels.team}, empty for the whole
   * @param mend what to write instead
   */
  public record Mistake(String field, String mend) {
    @Override
    public String toString() {
      return field.isEmpty() ? mend : field + ": " + mend;
    }
  }

  public InvalidJsonException(List<Mistake> mistakes) {
    super(mistakes.stream().map(Mistake::toString).collect(Collectors.joining("; ")));
    this.mistakes = List.copyOf(mistakes);
  }

  /** The same mistakes, of JSON that is a member of other JSON. */
  public InvalidJsonException within(String member) {
    return member.isEmpty()
        ? this
        : new InvalidJsonException(
            mistakes.stream()
                .map(
                    each ->
                        new Mistake(
                            each.field().isEmpty() ? member : member + "." + each.field(),
                            each.mend()))
                .toList());
  }

  public List<Mistake> mistakes() {
    return mistakes;
  }
}
