package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.config.InvalidConfigException;
import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.config.TemplateRule;
import io.tocsin.config.TemplateText;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Delivery;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tries templates on sample alerts and on the channels themselves: whether each is used, makes a
 * title of every alert, and fits what the service shows. Their language is checked when they are
 * read.
 */
public final class TemplateCheck {
  private final TemplateShelf shelf;
  private final Collection<Channel> channels;

  /**
   * Makes a check.
   *
   * @param shelf where the channels find templates; nobody else may use them meanwhile
   */
  public TemplateCheck(TemplateShelf shelf, Collection<Channel> channels) {
    this.shelf = shelf;
    this.channels = List.copyOf(channels);
  }

  /**
   * Puts the templates where channels find them.
   *
   * @param targets the places that are told
   * @throws InvalidConfigException naming every mistake
   */
  public void load(List<TemplateRule> rules, Collection<Target> targets) {
    List<Mistake> mistakes = mistakes(rules, targets);
    if (!mistakes.isEmpty()) {
      throw new InvalidConfigException(mistakes);
    }
    shelf.put(new Templates(rules));
  }

  /** The mistakes in templates, as far as they concern the targets' channels. */
  public List<Mistake> mistakes(List<TemplateRule> rules, Collection<Target> targets) {
    Set<Mistake> mistakes = new LinkedHashSet<>();
    for (TemplateRule rule : rules) {
      Set<String> types = types(rule, rules);
      if (channels.stream().noneMatch(channel -> types(channel, types, rule, rules).size() > 0)) {
        mistakes.add(
            new Mistake(
                rule.at(),
                "no alert is told by this template; those before it, or more specific ones, cover"
                    + " all that it is for"));
      }
      for (Map.Entry<Channel, Target> one : ofEachChannel(targets).entrySet()) {
        for (String type : types(one.getKey(), types, rule, rules)) {
          mistakes.addAll(mistakes(rule, one.getKey(), one.getValue(), type));
        }
      }
    }
    return List.copyOf(mistakes);
  }

  /** One target of each channel: they all write the same. */
  private Map<Channel, Target> ofEachChannel(Collection<Target> targets) {
    Map<Channel, Target> each = new LinkedHashMap<>();
    for (Channel channel : channels) {
      targets.stream()
          .filter(target -> target.channel().equals(channel.name()))
          .findFirst()
          .ifPresent(target -> each.put(channel, SampleTarget.ready(channel, target)));
    }
    return each;
  }

  /** The types a template is for; for all, one that no template names. */
  private static Set<String> types(TemplateRule rule, List<TemplateRule> rules) {
    if (!rule.types().isEmpty()) {
      return rule.types();
    }
    String other = Alert.DEFAULT_TYPE;
    while (named(other, rules)) {
      other += "-";
    }
    return Set.of(other);
  }

  private static boolean named(String type, List<TemplateRule> rules) {
    return rules.stream().anyMatch(rule -> rule.types().contains(type));
  }

  /** The types whose alerts the template tells on the channel. */
  private static List<String> types(
      Channel channel, Set<String> types, TemplateRule rule, List<TemplateRule> rules) {
    return types.stream()
        .filter(type -> TemplateRule.pick(rules, channel.name(), type).equals(Optional.of(rule)))
        .sorted()
        .toList();
  }

  private List<Mistake> mistakes(TemplateRule rule, Channel channel, Target target, String type) {
    List<Mistake> mistakes = new ArrayList<>();
    SampleAlerts.all(type)
        .forEach(
            (what, alert) -> {
              mistakes.addAll(emptyTitle(rule, what, alert));
              failure(rule, channel, target, alert)
                  .ifPresent(
                      fails ->
                          mistakes.add(
                              new Mistake(
                                  rule.at(),
                                  "fails for " + what + " on " + channel.name() + fails)));
            });
    if (mistakes.isEmpty()) {
      Notice notice = notice(SampleAlerts.ordinary(type), target);
      mistakes.addAll(new TemplateFit(shelf, channel, target, notice).mistakes(rule));
    }
    return mistakes;
  }

  private static List<Mistake> emptyTitle(TemplateRule rule, String what, Alert alert) {
    Optional<TemplateText> title = rule.title();
    return title
        .filter(text -> Text.blank(Templates.title(text, alert, AlertValues.of(alert))))
        .map(
            text ->
                List.of(
                    new Mistake(
                        text.at(),
                        "the title comes out empty for "
                            + what
                            + "; put a name into it that is always there, such as {{title}}")))
        .orElse(List.of());
  }

  /** What goes wrong when a message is made of the alert. */
  private Optional<String> failure(TemplateRule rule, Channel channel, Target target, Alert alert) {
    try {
      shelf.put((standard, told, name) -> Templates.paint(standard, told, rule));
      List<Notice> notices = List.of(notice(alert, target));
      channel.render(target, new Content(notices, List.of(), false));
      channel.render(target, new Content(notices, List.of(), true));
      return Optional.empty();
    } catch (RuntimeException | StackOverflowError e) {
      // Its message may quote the target's settings.
      return Optional.of(": " + e.getClass().getSimpleName());
    } finally {
      shelf.put(Painter.NONE);
    }
  }

  private static Notice notice(Alert alert, Target target) {
    return new Notice(alert, Delivery.of(alert, target));
  }
}
