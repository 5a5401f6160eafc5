package io.tocsin.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Input that nobody should send: good examples with a few places changed, which get further into a
 * parser than chance does, and chance itself.
 */
public final class Mangled {
  /** What is hard to read, or means something to somebody. */
  private static final List<String> PIECES =
      List.of(
          "",
          " ",
          "\t",
          "\n",
          "\r\n",
          "\0",
          "\u007f",
          "\u0085",
          "\u00a0",
          "\u2028",
          "\ufeff",
          "\uffff",
          "\ud83d",
          "\udc00",
          "🔔",
          "١٢",
          "１",
          "é",
          "\u202e",
          "\"",
          "'",
          "`",
          "\\",
          "\\u12",
          "\\u0000",
          "\\ud800",
          "/",
          "{",
          "}",
          "[",
          "]",
          "{}",
          "[]",
          "(",
          ")",
          "<",
          ">",
          "&",
          "*",
          "!",
          "|",
          "?",
          ":",
          ": ",
          ";",
          ",",
          ".",
          "..",
          "-",
          "- ",
          "--",
          "+",
          "=",
          "=~",
          "!~",
          ">=",
          "%",
          "%zz",
          "%00",
          "#",
          "@",
          "$",
          "${",
          "${env:A}",
          "{{",
          "}}",
          "{{{",
          "{{#",
          "{{/",
          "{{>a}}",
          "{{=<% %>=}}",
          "~",
          "^",
          "_",
          "0",
          "-0",
          "00",
          "1",
          "-1",
          "64",
          "128",
          "129",
          "255",
          "256",
          "2147483648",
          "-9223372036854775808",
          "9223372036854775808",
          "99999999999999999999999999",
          "0.1",
          "1e5",
          "1E400",
          "1e-400",
          "1e2147483648",
          "-1e-2147483649",
          "0x1p3",
          "NaN",
          "Infinity",
          "null",
          "true",
          "false",
          "\"\"",
          "\"x\"",
          "{\"a\":1}",
          "[null]",
          "P1",
          "critical",
          "a",
          "Z",
          "\\p",
          "\\pN",
          "\\Q",
          "\\x{",
          "(?i",
          "(?P<",
          "[[:",
          "{1000}",
          "{1,",
          "::",
          "1.2.3.4",
          "/33",
          "9999-12-31T23:59:59Z",
          "+999999999-12-31T23:59:59Z",
          "Fri, 31 Dec 9999 23:59:59 GMT",
          "5d",
          "99999d");

  /** A text, a number or a word in JSON or YAML. */
  private static final Pattern TOKEN = Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.eE+-]*|[\\p{L}_]+");

  private static final int MOST_CHANGES = 5;
  private static final int LONGEST_CHANCE = 80;

  private Mangled() {}

  /** One change. Places are parts of a whole, so that they fit whatever the others left of it. */
  private record Change(Kind kind, double place, double length, String piece, int times) {
    private enum Kind {
      REPLACE_TOKEN,
      REPLACE,
      INSERT,
      CUT,
      REPEAT,
      END
    }

    String of(String text) {
      int from = (int) (place * text.length());
      int to = Math.min(text.length(), from + 1 + (int) (length * length * (text.length() - from)));
      return switch (kind) {
        case REPLACE_TOKEN -> replaceToken(text);
        case REPLACE -> text.substring(0, from) + piece + text.substring(Math.min(from + 1, to));
        case INSERT -> text.substring(0, from) + piece.repeat(times) + text.substring(from);
        case CUT -> text.substring(0, from) + text.substring(to);
        case REPEAT -> text.substring(0, to) + text.substring(from, to) + text.substring(to);
        case END -> text.substring(0, from);
      };
    }

    private String replaceToken(String text) {
      List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
      if (tokens.isEmpty()) {
        return text + piece;
      }
      MatchResult token = tokens.get((int) (place * tokens.size()));
      return text.substring(0, token.start()) + piece + text.substring(token.end());
    }
  }

  /** Texts that are one of the examples, but for a few changes; now and then one as it is. */
  public static Arbitrary<String> text(List<String> examples) {
    return Combinators.combine(
            Arbitraries.of(examples), changes().list().ofMinSize(0).ofMaxSize(MOST_CHANGES))
        .as(
            (example, changes) -> {
              String text = example;
              for (Change change : changes) {
                text = change.of(text);
              }
              return text;
            })
        // There would be more of them than tries.
        .withoutEdgeCases();
  }

  /** The same, or mere chance. */
  public static Arbitrary<String> orChance(List<String> examples) {
    return Arbitraries.frequencyOf(Tuple.of(4, text(examples)), Tuple.of(1, chance()));
  }

  /** The same in bytes, of which some are then no UTF-8. */
  public static Arbitrary<byte[]> bytes(List<String> examples) {
    return Combinators.combine(
            orChance(examples), parts(), Arbitraries.bytes(), Arbitraries.of(true, false))
        .as(
            (text, place, other, bend) -> {
              byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
              if (bend && bytes.length > 0) {
                bytes[(int) (place * bytes.length)] = other;
              }
              return bytes;
            });
  }

  /** Any characters, and pieces that are hard to read. */
  public static Arbitrary<String> chance() {
    Arbitrary<String> pieces =
        Arbitraries.of(PIECES).list().ofMaxSize(12).map(list -> String.join("", list));
    return Arbitraries.oneOf(pieces, Arbitraries.strings().all().ofMaxLength(LONGEST_CHANCE))
        .withoutEdgeCases();
  }

  private static Arbitrary<Change> changes() {
    Arbitrary<Double> part = parts();
    Arbitrary<Integer> times =
        Arbitraries.frequency(Tuple.of(20, 1), Tuple.of(3, 3), Tuple.of(1, 3000));
    return Combinators.combine(
            Arbitraries.of(Change.Kind.values()), part, part, Arbitraries.of(PIECES), times)
        .as(Change::new);
  }

  /** From 0 to less than 1. */
  private static Arbitrary<Double> parts() {
    return Arbitraries.integers().between(0, 9999).map(part -> part / 10_000.0);
  }
}
