package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Status;
import io.tocsin.config.InvalidConfigException.Position;
import io.tocsin.config.TemplateNames;
import io.tocsin.config.TemplateRule;
import io.tocsin.config.TemplateRule.Field;
import io.tocsin.config.TemplateText;
import io.tocsin.dispatch.channel.Portrait.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paints by the templates of {@code tocsin.yml}. What they write is text like an alert's own: it is
 * cleaned here, and escaped and cut by the channel.
 */
final class Templates implements Painter {
  private static final Logger LOG = LoggerFactory.getLogger(Templates.class);

  private final List<TemplateRule> rules;

  Templates(List<TemplateRule> rules) {
    this.rules = List.copyOf(rules);
  }

  /** By a template that fails, nothing is changed: no alert waits for a template to be mended. */
  @Override
  public Portrait paint(Portrait standard, Alert alert, String channel) {
    Optional<TemplateRule> rule = pick(channel, alert);
    if (rule.isEmpty()) {
      return standard;
    }
    try {
      return paint(standard, alert, rule.get());
    } catch (RuntimeException | StackOverflowError e) {
      LOG.warn(
          "the template in line {} failed on the alert {}, which is told without it",
          rule.get().at().map(Position::line).orElse(0),
          alert.id(),
          e);
      return standard;
    }
  }

  Optional<TemplateRule> pick(String channel, Alert alert) {
    return TemplateRule.pick(rules, channel, alert.type());
  }

  static Portrait paint(Portrait standard, Alert alert, TemplateRule rule) {
    Map<String, Object> values = AlertValues.of(alert);
    Optional<String> title =
        rule.title().map(text -> title(text, alert, values)).filter(text -> !Text.blank(text));
    Optional<String> message = rule.message().map(text -> lines(text, values));
    Optional<List<Fact>> facts = rule.fields().map(fields -> facts(fields, values));
    boolean firing = alert.status() == Status.FIRING;
    return standard
        .withTexts(
            title.orElse(standard.title()),
            message.orElse(standard.message()),
            facts.orElse(standard.facts()))
        .withColour(rule.colour().filter(colour -> firing));
  }

  /** The title as it is shown; blank when there is nothing in it. */
  static String title(TemplateText text, Alert alert, Map<String, Object> values) {
    String title = Text.line(text.render(values));
    boolean silent = !text.mentions("status") && !text.mentions(TemplateNames.RESOLVED);
    return alert.status() == Status.RESOLVED && silent && !Text.blank(title)
        ? Portrait.RESOLVED + title
        : title;
  }

  private static String lines(TemplateText text, Map<String, Object> values) {
    String lines = Text.lines(text.render(values));
    return Text.blank(lines) ? "" : lines;
  }

  private static List<Fact> facts(List<Field> fields, Map<String, Object> values) {
    List<Fact> facts = new ArrayList<>();
    for (Field field : fields) {
      String name = Text.line(field.name());
      String value = lines(field.value(), values);
      if (!Text.blank(name) && !value.isEmpty()) {
        facts.add(new Fact(name, value, true));
      }
    }
    return facts;
  }
}
