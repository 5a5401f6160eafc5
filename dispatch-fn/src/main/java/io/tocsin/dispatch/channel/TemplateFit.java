package io.tocsin.dispatch.channel;

import io.tocsin.config.InvalidConfigException.Mistake;
import io.tocsin.config.InvalidConfigException.Position;
import io.tocsin.config.TemplateRule;
import io.tocsin.config.TemplateRule.Field;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.dispatch.channel.Portrait.Fact;
import io.tocsin.routing.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whether what a template writes about an ordinary alert is shown whole. No list of limits is kept
 * for that: each part is replaced by as many letters, and these are looked for in the channel's own
 * message.
 */
final class TemplateFit {
  private static final String LETTER = "x";

  /** No service cuts what is that short; and fewer letters might be there by chance. */
  private static final int SHORT = 20;

  private final TemplateShelf shelf;
  private final Channel channel;
  private final Target target;
  private final Notice notice;

  TemplateFit(TemplateShelf shelf, Channel channel, Target target, Notice notice) {
    this.shelf = shelf;
    this.channel = channel;
    this.target = target;
    this.notice = notice;
  }

  /** One for each part that would be cut. */
  List<Mistake> mistakes(TemplateRule rule) {
    List<Part> parts = new ArrayList<>();
    shelf.put(
        (standard, alert, name) -> {
          Portrait portrait = Templates.paint(standard, alert, rule);
          parts.clear();
          parts.addAll(parts(portrait, rule));
          return portrait;
        });
    try {
      channel.render(target, Content.of(List.of(notice)));
      return List.copyOf(parts).stream().flatMap(part -> mistake(part).stream()).toList();
    } finally {
      shelf.put(Painter.NONE);
    }
  }

  /**
   * A text of a portrait.
   *
   * @param with the same portrait with another text there
   */
  private record Part(
      String what, Optional<Position> at, int length, Function<String, Portrait> with) {}

  private static List<Part> parts(Portrait portrait, TemplateRule rule) {
    List<Part> parts = new ArrayList<>();
    List<Fact> facts = portrait.facts();
    rule.title()
        .ifPresent(
            title ->
                parts.add(
                    new Part(
                        "the title",
                        title.at(),
                        portrait.title().length(),
                        text -> portrait.withTexts(text, portrait.message(), facts))));
    rule.message()
        .ifPresent(
            message ->
                parts.add(
                    new Part(
                        "the message",
                        message.at(),
                        portrait.message().length(),
                        text -> portrait.withTexts(portrait.title(), text, facts))));
    rule.fields()
        .ifPresent(
            fields -> {
              for (int i = 0; i < facts.size(); i++) {
                parts.add(field(portrait, i, fields));
              }
            });
    return parts;
  }

  private static Part field(Portrait portrait, int index, List<Field> fields) {
    Fact fact = portrait.facts().get(index);
    return new Part(
        "the field '" + fact.name() + "'",
        fields.stream()
            .filter(field -> Text.line(field.name()).equals(fact.name()))
            .findFirst()
            .flatMap(field -> field.value().at()),
        fact.value().length(),
        text -> {
          List<Fact> facts = new ArrayList<>(portrait.facts());
          facts.set(index, new Fact(fact.name(), text, fact.brief()));
          return portrait.withTexts(portrait.title(), portrait.message(), facts);
        });
  }

  private Optional<Mistake> mistake(Part part) {
    if (part.length() < SHORT || shows(part, part.length())) {
      return Optional.empty();
    }
    int most = 0;
    int more = part.length();
    while (more - most > 1) {
      int middle = (most + more) / 2;
      if (shows(part, middle)) {
        most = middle;
      } else {
        more = middle;
      }
    }
    if (most < SHORT) {
      // The channel does not show that part, or not in letters.
      return Optional.empty();
    }
    return Optional.of(
        new Mistake(
            part.at(),
            part.what()
                + " is "
                + part.length()
                + " characters long on an ordinary alert, and "
                + channel.name()
                + " shows at most "
                + most
                + " there; the rest would be cut"));
  }

  private boolean shows(Part part, int length) {
    String letters = LETTER.repeat(length);
    shelf.put((standard, alert, name) -> part.with().apply(letters));
    return channel.render(target, Content.of(List.of(notice))).request().body().contains(letters);
  }
}
