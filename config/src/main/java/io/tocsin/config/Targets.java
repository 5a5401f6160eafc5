package io.tocsin.config;

import io.tocsin.config.Section.Entry;
import io.tocsin.config.SharedLanes.Draft;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the targets. */
final class Targets {
  /**
   * All of them may be picked for one alert, and the key's owner besides; its deliveries, at most
   * 40, are stored in one transaction.
   */
  static final int MOST = 39;

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");
  private static final String CHANNEL = "channel";
  private static final String LANE = "lane";

  private final Map<String, Set<Setting>> channels;
  private final Variables variables;
  private final Addresses addresses;
  private final Mistakes mistakes;
  private final Values values;

  Targets(Map<String, Set<Setting>> channels, Variables variables, Mistakes mistakes) {
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
        + "' is the same place as one in the lane '"
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
    List<Setting> settings = settings(channel.get());
    Set<String> known = settings.stream().map(Setting::name).collect(Collectors.toSet());
    known.addAll(Set.of(CHANNEL, LANE));
    section.refuseAllBut(known, what);
    Map<String, Secret> set = new LinkedHashMap<>();
    for (Setting setting : settings) {
      node(section, setting, what)
          .flatMap(value -> value(value, channel.get(), setting))
          .ifPresent(value -> set.put(setting.name(), value));
    }
    Optional<Secret> place = addresses.place(channel.get(), settings, set);
    return Optional.of(new Draft(name, channel.get(), lane(section), set, place));
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

  /** In the order of their names, so that mistakes are always told in one order. */
  private List<Setting> settings(String channel) {
    return channels.getOrDefault(channel, Set.of()).stream()
        .sorted(Comparator.comparing(Setting::name))
        .toList();
  }

  private static Optional<Node> node(Section section, Setting setting, String what) {
    return setting.required()
        ? section.required(setting.name(), what)
        : section.optional(setting.name());
  }

  private Optional<Secret> value(Node node, String channel, Setting setting) {
    return values
        .text(node, setting.name())
        .flatMap(
            text ->
                setting.secret()
                    ? variables.secret(node, text, setting.name(), mistakes)
                    : variables.plain(node, text, setting.name(), mistakes))
        .filter(value -> sound(node, channel, setting, value.reveal()));
  }

  /** Whether the channel can use the value; the mistake does not show it. */
  private boolean sound(Node node, String channel, Setting setting, String value) {
    Optional<String> mistake =
        setting.address()
            ? addresses.mistake(channel, value).map(mend -> "the address in it " + mend)
            : Optional.of("its value must be of the form " + setting.form())
                .filter(mend -> !value.matches(setting.form()));
    mistake.ifPresent(mend -> mistakes.add(node, setting.name() + ": " + mend));
    return mistake.isEmpty();
  }
}
