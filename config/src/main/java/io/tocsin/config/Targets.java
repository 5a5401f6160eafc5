package io.tocsin.config;

import io.tocsin.config.Section.Entry;
import io.tocsin.config.SharedLanes.Draft;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the targets. */
final class Targets {
  /** All of them may be picked for one alert, and its deliveries are stored in one transaction. */
  static final int MOST = 40;

  static final String URL = "url";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String CHANNEL = "channel";
  private static final String LANE = "lane";

  private final Map<String, Set<String>> channels;
  private final Variables variables;
  private final Addresses addresses;
  private final Mistakes mistakes;
  private final Values values;

  Targets(Map<String, Set<String>> channels, Variables variables, Mistakes mistakes) {
    this.channels = channels;
    this.variables = variables;
    this.addresses = new Addresses(variables.local());
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  Map<String, Target> read(Section section) {
    if (section.entries().size() > MOST) {
      mistakes.add(section.node(), "there may be at most " + MOST + " targets");
    }
    List<Draft> drafts = new ArrayList<>();
    section
        .entries()
        .forEach(
            (name, entry) -> {
              checkName(entry.key(), "a target's name", name);
              draft(name, entry.value()).ifPresent(drafts::add);
            });
    SharedLanes lanes = new SharedLanes(drafts);
    lanes.torn().forEach(draft -> mistakes.add(key(section, draft), mend(draft, lanes)));
    return lanes.targets();
  }

  private static Node key(Section section, Draft draft) {
    return Optional.ofNullable(section.entries().get(draft.name()))
        .map(Entry::key)
        .orElse(section.node());
  }

  private static String mend(Draft draft, SharedLanes lanes) {
    return "the target '"
        + draft.name()
        + "' has the same address as one in the lane '"
        + lanes.lane(draft)
        + "'; the service counts both together, so put them in one lane";
  }

  private void checkName(Node node, String what, String name) {
    if (!NAME.matcher(name).matches()) {
      mistakes.add(
          node,
          what
              + " must be 1 to 64 letters, digits, '.', '_' or '-', beginning with a letter or"
              + " digit");
    }
  }

  private Optional<Draft> draft(String name, Node node) {
    String what = "the target '" + name + "'";
    Section section = Section.open(node, what, mistakes);
    Optional<String> channel = section.required(CHANNEL, what).flatMap(this::channel);
    if (channel.isEmpty()) {
      return Optional.empty();
    }
    Set<String> settings = channels.getOrDefault(channel.get(), Set.of());
    Set<String> known = new TreeSet<>(settings);
    known.addAll(Set.of(CHANNEL, LANE));
    section.refuseAllBut(known, what);
    Map<String, Secret> secrets = secrets(section, what, channel.get(), settings);
    Optional<String> place =
        Optional.ofNullable(secrets.get(URL))
            .map(url -> addresses.place(channel.get(), url.reveal()));
    return Optional.of(new Draft(name, channel.get(), lane(section), secrets, place));
  }

  private Optional<String> channel(Node node) {
    Optional<String> channel = values.text(node, CHANNEL);
    if (channel.filter(name -> !channels.containsKey(name)).isPresent()) {
      mistakes.add(
          node,
          "'"
              + channel.get()
              + "' is no channel; there are "
              + String.join(", ", new TreeSet<>(channels.keySet())));
      return Optional.empty();
    }
    return channel;
  }

  private Optional<String> lane(Section section) {
    Optional<Node> node = section.optional(LANE);
    Optional<String> lane = node.flatMap(value -> values.text(value, LANE));
    lane.ifPresent(name -> checkName(node.get(), "a lane's name", name));
    return lane;
  }

  private Map<String, Secret> secrets(
      Section section, String what, String channel, Set<String> settings) {
    Map<String, Secret> secrets = new LinkedHashMap<>();
    for (String setting : new TreeSet<>(settings)) {
      section
          .required(setting, what)
          .flatMap(node -> secret(node, channel, setting))
          .ifPresent(secret -> secrets.put(setting, secret));
    }
    return secrets;
  }

  private Optional<Secret> secret(Node node, String channel, String setting) {
    return values
        .text(node, setting)
        .flatMap(text -> variables.secret(node, text, setting, mistakes))
        .filter(secret -> !setting.equals(URL) || sound(node, channel, secret));
  }

  private boolean sound(Node node, String channel, Secret url) {
    Optional<String> mistake = addresses.mistake(channel, url.reveal());
    mistake.ifPresent(mend -> mistakes.add(node, "the address in this variable " + mend));
    return mistake.isEmpty();
  }
}
