package io.tocsin.infra;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The words behind {@code ./tocsin package}. Every question says which option is wrong, and what it
 * may be.
 *
 * @param given the values of each option, in their order; of one without a value, an empty text
 */
record PackageArguments(Map<String, List<String>> given) {
  /** Where the project is: for {@code ./tocsin}, which knows it. */
  static final String ROOT = "root";

  /** An option at the beginning of a line of the help, with what its value is called. */
  private static final Pattern OPTION = Pattern.compile("(?m)^ *--([a-z-]+)( [^ ]+)? ");

  /** Reads words as the help has it. */
  static PackageArguments read(String help, String... words) {
    Map<String, Boolean> valued =
        OPTION
            .matcher(help)
            .results()
            .collect(Collectors.toMap(found -> found.group(1), PackageArguments::isValued));
    valued.put(ROOT, true);
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (int i = 0; i < words.length; i++) {
      String name = words[i].replaceFirst("^--", "");
      if (!words[i].startsWith("--") || !valued.containsKey(name)) {
        throw new IllegalArgumentException(words[i] + " is no option; see ./tocsin package --help");
      }
      boolean value = Boolean.TRUE.equals(valued.get(name));
      if (value && i + 1 == words.length) {
        throw new IllegalArgumentException(words[i] + " has no value; see ./tocsin package --help");
      }
      given.computeIfAbsent(name, any -> new ArrayList<>()).add(value ? words[++i] : "");
    }
    return new PackageArguments(given);
  }

  private static boolean isValued(MatchResult option) {
    return option.group(2) != null;
  }

  boolean has(String name) {
    return given.containsKey(name);
  }

  /** The value; given more than once, the last counts. */
  Optional<String> one(String name) {
    return values(name).reduce((first, last) -> last);
  }

  Set<String> all(String name) {
    return values(name).collect(Collectors.toCollection(TreeSet::new));
  }

  Optional<Integer> number(String name) {
    return one(name).map(value -> number(name, value));
  }

  /** What is given as NAME=VALUE. */
  Map<String, String> pairs(String name) {
    Map<String, String> pairs = new TreeMap<>();
    for (String pair : values(name).toList()) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("--" + name + " wants NAME=VALUE, not " + pair);
      }
      pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return pairs;
  }

  /** What is given as FUNCTION=NUMBER. */
  Map<FunctionRole, Integer> perFunction(String name) {
    Map<FunctionRole, Integer> numbers = new EnumMap<>(FunctionRole.class);
    pairs(name).forEach((id, value) -> numbers.put(function(name, id), number(name, value)));
    return numbers;
  }

  /** Says so where one of two is given and the other is not. */
  void checkTogether(String name, String other) {
    if (has(name) != has(other)) {
      throw new IllegalArgumentException(
          "--" + name + " and --" + other + " belong together: give both or neither");
    }
  }

  private Stream<String> values(String name) {
    return given.getOrDefault(name, List.of()).stream();
  }

  private static FunctionRole function(String name, String id) {
    return Stream.of(FunctionRole.values())
        .filter(role -> role.id().equals(id.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "--"
                        + name
                        + " knows no function "
                        + id
                        + "; there are "
                        + Stream.of(FunctionRole.values())
                            .map(FunctionRole::id)
                            .collect(Collectors.joining(", "))));
  }

  private static int number(String name, String value) {
    if (!value.matches("[0-9]{1,9}")) {
      throw new IllegalArgumentException("--" + name + " wants a whole number, not " + value);
    }
    return Integer.parseInt(value);
  }
}
