package io.tocsin.config;

import io.tocsin.delivery.Setting;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The channels that a file uses, for whoever does not know which there are: all that it names, with
 * all settings that it gives their targets.
 */
final class UsedChannels {
  private final Map<String, Set<Setting>> channels = new HashMap<>();

  /** Whoever reads the file after this names what is wrong. */
  private final Mistakes unheard = new Mistakes();

  private UsedChannels() {}

  static Map<String, Set<Setting>> in(Node root) {
    UsedChannels used = new UsedChannels();
    Section file = Section.open(root, "the file", used.unheard);
    file.optional("targets")
        .map(targets -> Section.open(targets, "targets", used.unheard))
        .ifPresent(targets -> targets.entries().values().forEach(one -> used.target(one.value())));
    if (file.optional("templates").orElse(root) instanceof SequenceNode templates) {
      templates.getValue().forEach(used::template);
    }
    return used.channels;
  }

  private void target(Node node) {
    Section target = Section.open(node, "a target", unheard);
    Optional<String> channel = target.optional("channel").flatMap(new Values(unheard)::scalar);
    Set<Setting> settings = channels.computeIfAbsent(channel.orElse(""), name -> new HashSet<>());
    target.entries().keySet().stream()
        .filter(name -> !Set.of("channel", "lane").contains(name))
        .forEach(name -> settings.add(Setting.plain(name).optional()));
  }

  private void template(Node node) {
    Section.open(node, "a template", unheard)
        .optional("channels")
        .ifPresent(
            names ->
                new Values(unheard)
                    .texts(names, "channels")
                    .forEach(name -> channels.putIfAbsent(name.value(), new HashSet<>())));
  }
}
