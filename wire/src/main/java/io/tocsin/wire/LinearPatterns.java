package io.tocsin.wire;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.tocsin.routing.Condition;
import io.tocsin.routing.Patterns;
import org.jspecify.annotations.Nullable;

/**
 * Regular expressions as <a href="https://github.com/google/re2/wiki/Syntax">RE2</a> has them: no
 * text makes them slow. A dot stands for any character, the end of a line too, since messages have
 * several.
 */
public final class LinearPatterns implements Patterns {
  /** The longest expression, in characters. */
  public static final int LONGEST = 500;

  /** Time and memory go with it; what people write has some hundreds. */
  private static final int MOST_STEPS = 10_000;

  /** How large an expression may become when its counted repetitions are written out. */
  private static final long LARGEST = 500_000;

  private static final Pattern COUNT = Pattern.compile("\\{([0-9]*)(?:,([0-9]*))?\\}");
  private static final String TOO_LARGE = "the expression is too large; write a simpler one";

  private record Whole(Pattern pattern) implements Condition {
    @Override
    public boolean holds(String value) {
      return pattern.matches(value);
    }
  }

  @Override
  public Condition compile(String expression) {
    if (expression.length() > LONGEST) {
      throw new IllegalArgumentException(
          "an expression may have at most " + LONGEST + " characters");
    }
    // Looked at first: an expression may need more memory than there is before it is compiled.
    if (writtenOut(expression) > LARGEST) {
      throw new IllegalArgumentException(TOO_LARGE);
    }
    try {
      Pattern pattern = Pattern.compile(expression, Pattern.DOTALL);
      if (pattern.programSize() > MOST_STEPS) {
        throw new IllegalArgumentException(TOO_LARGE);
      }
      return new Whole(pattern);
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "not a regular expression (RE2): " + e.getDescription(), e);
    }
  }

  /** At most so many characters, as if every repetition were inside of every other one. */
  private static long writtenOut(String expression) {
    long size = Math.max(1, expression.length());
    Matcher count = COUNT.matcher(expression);
    while (count.find() && size <= LARGEST) {
      size *= Math.max(1, Math.max(times(count.group(1)), times(count.group(2))));
    }
    return size;
  }

  private static long times(@Nullable String digits) {
    if (digits == null || digits.isEmpty()) {
      return 1;
    }
    return digits.length() > 4 ? LARGEST + 1 : Long.parseLong(digits);
  }
}
