package io.tocsin.ingest.discord;

import io.tocsin.desk.Interaction;
import io.tocsin.keys.KeySummary;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What users want to be told of: by all their keys, or by one. */
@Singleton
final class WishAnswers {
  private static final int SHOWN_SERVICES = 10;
  private static final int SHOWN_NAME = 40;

  /** The options, and what each is called in the contract. */
  private static final Map<String, String> PREFERENCES = new LinkedHashMap<>();

  static {
    PREFERENCES.put("p1", "p1_alerts");
    PREFERENCES.put("p2", "p2_alerts");
    PREFERENCES.put("p3", "p3_alerts");
    PREFERENCES.put("health_changes", "health_changes");
    PREFERENCES.put("action_results", "action_results");
  }

  private final Keychain keychain;

  WishAnswers(Keychain keychain) {
    this.keychain = keychain;
  }

  String routing(Interaction asked) {
    Map<String, Boolean> changed = new HashMap<>();
    PREFERENCES.forEach(
        (option, preference) ->
            Optional.ofNullable(asked.options().get(option))
                .ifPresent(value -> changed.put(preference, value.equals("true"))));
    List<KeySummary> keys =
        changed.isEmpty()
            ? keys(asked)
            : change(asked, id -> keychain.desk(asked).prefer(id, changed));
    return answer(keys, changed.isEmpty(), "what you are told of", WishAnswers::preferences);
  }

  String services(Interaction asked) {
    Optional<String> names = Optional.ofNullable(asked.options().get("names"));
    if (names.isEmpty()) {
      return answer(keys(asked), true, "the services you are told of", WishAnswers::services);
    }
    Set<String> wanted = parse(names.get());
    if (wanted.isEmpty()) {
      return "Write the services' names with commas between them, or `all`.";
    }
    Set<String> services = wanted.equals(Set.of("all")) ? Set.of() : wanted;
    return answer(
        change(asked, id -> keychain.desk(asked).services(id, services)),
        false,
        "the services you are told of",
        WishAnswers::services);
  }

  private static Set<String> parse(String names) {
    return Arrays.stream(names.split(",", -1))
        .map(String::strip)
        .filter(name -> !name.isEmpty())
        .map(name -> name.equalsIgnoreCase("all") ? "all" : name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private List<KeySummary> keys(Interaction asked) {
    Optional<String> only = Optional.ofNullable(asked.options().get(Option.KEY)).map(String::strip);
    return only.isPresent()
        ? List.of(keychain.desk(asked).show(only.get()))
        : keychain.active(asked);
  }

  private List<KeySummary> change(Interaction asked, Function<String, KeySummary> change) {
    return keys(asked).stream().map(KeySummary::id).map(change).toList();
  }

  private static String answer(
      List<KeySummary> keys, boolean asIs, String what, Function<KeySummary, String> line) {
    if (keys.isEmpty()) {
      return KeyAnswers.noKeys();
    }
    String head = asIs ? "**This is " + what + "**" : "**This is now " + what + "**";
    return Markdown.lines(
        head, keys.stream().map(key -> KeyAnswers.name(key) + ": " + line.apply(key)).toList());
  }

  private static String preferences(KeySummary key) {
    return PREFERENCES.entrySet().stream()
        .map(each -> "`" + each.getKey() + "` " + (wants(key, each.getValue()) ? "on" : "off"))
        .collect(Collectors.joining(", "));
  }

  private static boolean wants(KeySummary key, String preference) {
    return key.preferences()
        .getOrDefault(preference, KeySummary.DEFAULT_PREFERENCES.getOrDefault(preference, true));
  }

  private static String services(KeySummary key) {
    if (key.services().isEmpty()) {
      return "all services";
    }
    String shown =
        new TreeSet<>(key.services())
            .stream()
                .limit(SHOWN_SERVICES)
                .map(name -> Markdown.escaped(name, SHOWN_NAME))
                .collect(Collectors.joining(", "));
    int more = key.services().size() - SHOWN_SERVICES;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
