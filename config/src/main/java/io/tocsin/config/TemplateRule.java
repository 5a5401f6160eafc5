package io.tocsin.config;

import io.tocsin.config.InvalidConfigException.Position;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * How alerts of some types are told on some channels.
 *
 * @param at where it is in {@code tocsin.yml}
 * @param channels empty: all
 * @param types of alerts; empty: all
 * @param title absent, as each of the following: as it is without a template
 * @param fields what stands below the message, in this order
 * @param colour of an alert that is not resolved, as {@code 0xRRGGBB}
 */
public record TemplateRule(
    Optional<Position> at,
    Set<String> channels,
    Set<String> types,
    Optional<TemplateText> title,
    Optional<TemplateText> message,
    Optional<List<Field>> fields,
    Optional<Integer> colour) {

  /** A name as it is shown, and the value's template. */
  public record Field(String name, TemplateText value) {}

  public TemplateRule {
    channels = Set.copyOf(channels);
    types = Set.copyOf(types);
    fields = fields.map(List::copyOf);
  }

  /** Whether it is for alerts of that type on that channel. */
  public boolean fits(String channel, String type) {
    return (channels.isEmpty() || channels.contains(channel))
        && (types.isEmpty() || types.contains(type));
  }

  /** The most specific of those that fit, and of several such the first. */
  public static Optional<TemplateRule> pick(List<TemplateRule> rules, String channel, String type) {
    Optional<TemplateRule> best = Optional.empty();
    for (TemplateRule rule : rules) {
      if (rule.fits(channel, type) && rule.weight() > best.map(TemplateRule::weight).orElse(-1)) {
        best = Optional.of(rule);
      }
    }
    return best;
  }

  private int weight() {
    return (channels.isEmpty() ? 0 : 1) + (types.isEmpty() ? 0 : 1);
  }
}
