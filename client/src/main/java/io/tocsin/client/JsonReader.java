package io.tocsin.client;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON (RFC 8259) of answers: objects as maps, arrays as lists, numbers as {@link
 * BigDecimal}. Of members with one name the last counts.
 */
final class JsonReader {
  private static final int DEEPEST = 32;

  /** Nothing that is counted or waited for is longer, and long ones are slow to reckon with. */
  private static final int LONGEST_NUMBER = 40;

  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*)(?:[.][0-9]+)?(?:[eE][+-]?[0-9]{1,3})?");
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

  private final String json;
  private int at = 0;

  private JsonReader(String json) {
    this.json = json;
  }

  /** The object that the text is; empty when it is anything else. */
  static Optional<Map<String, @Nullable Object>> object(String text) {
    JsonReader reader = new JsonReader(text);
    try {
      reader.space();
      reader.expect('{');
      Map<String, @Nullable Object> object = reader.members(1);
      reader.space();
      return reader.at == text.length() ? Optional.of(object) : Optional.empty();
    } catch (MalformedException e) {
      return Optional.empty();
    }
  }

  private @Nullable Object value(int depth) throws MalformedException {
    if (depth > DEEPEST) {
      throw new MalformedException();
    }
    space();
    return switch (peek()) {
      case '{' -> {
        at++;
        yield members(depth + 1);
      }
      case '[' -> {
        at++;
        yield items(depth + 1);
      }
      case '"' -> text();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      case 'n' -> word("null", null);
      default -> number();
    };
  }

  private Map<String, @Nullable Object> members(int depth) throws MalformedException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    space();
    if (skip('}')) {
      return members;
    }
    do {
      space();
      String name = text();
      space();
      expect(':');
      members.put(name, value(depth));
      space();
    } while (skip(','));
    expect('}');
    return members;
  }

  private List<@Nullable Object> items(int depth) throws MalformedException {
    List<@Nullable Object> items = new ArrayList<>();
    space();
    if (skip(']')) {
      return items;
    }
    do {
      items.add(value(depth));
      space();
    } while (skip(','));
    expect(']');
    return items;
  }

  private String text() throws MalformedException {
    expect('"');
    StringBuilder text = new StringBuilder();
    while (peek() != '"') {
      char next = json.charAt(at++);
      if (next < ' ') {
        throw new MalformedException();
      }
      text.append(next == '\\' ? escaped() : next);
    }
    at++;
    return text.toString();
  }

  private char escaped() throws MalformedException {
    char letter = peek();
    at++;
    return switch (letter) {
      case '"', '\\', '/' -> letter;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> (char) Integer.parseInt(match(HEX), 16);
      default -> throw new MalformedException();
    };
  }

  private BigDecimal number() throws MalformedException {
    String digits = match(NUMBER);
    if (digits.length() > LONGEST_NUMBER) {
      throw new MalformedException();
    }
    return new BigDecimal(digits);
  }

  private @Nullable Object word(String word, @Nullable Object meaning) throws MalformedException {
    if (!json.startsWith(word, at)) {
      throw new MalformedException();
    }
    at += word.length();
    return meaning;
  }

  private String match(Pattern pattern) throws MalformedException {
    Matcher matcher = pattern.matcher(json).region(at, json.length());
    if (!matcher.lookingAt()) {
      throw new MalformedException();
    }
    at = matcher.end();
    return matcher.group();
  }

  private void space() {
    while (at < json.length() && " \t\r\n".indexOf(json.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() throws MalformedException {
    if (at == json.length()) {
      throw new MalformedException();
    }
    return json.charAt(at);
  }

  private boolean skip(char wanted) {
    boolean found = at < json.length() && json.charAt(at) == wanted;
    at += found ? 1 : 0;
    return found;
  }

  private void expect(char wanted) throws MalformedException {
    if (!skip(wanted)) {
      throw new MalformedException();
    }
  }

  /** It is no JSON; where and why is of no use to anybody here. */
  private static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException() {
      super("no JSON", null, false, false);
    }
  }
}
