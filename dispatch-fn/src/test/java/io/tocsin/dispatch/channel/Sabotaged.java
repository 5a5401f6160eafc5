package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Target;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A channel of which one part does wrong. */
record Sabotaged(
    Channel sound,
    UnaryOperator<Channel.Content> content,
    UnaryOperator<Request> request,
    UnaryOperator<Outcome> outcome)
    implements Channel {

  static Sabotaged content(Channel sound, UnaryOperator<Content> content) {
    return new Sabotaged(sound, content, UnaryOperator.identity(), UnaryOperator.identity());
  }

  static Sabotaged request(Channel sound, UnaryOperator<Request> request) {
    return new Sabotaged(sound, UnaryOperator.identity(), request, UnaryOperator.identity());
  }

  static Sabotaged outcome(Channel sound, UnaryOperator<Outcome> outcome) {
    return new Sabotaged(sound, UnaryOperator.identity(), UnaryOperator.identity(), outcome);
  }

  @Override
  public String name() {
    return sound.name();
  }

  @Override
  public Set<Setting> settings() {
    return sound.settings();
  }

  @Override
  public Budget budget() {
    return sound.budget();
  }

  @Override
  public Message render(Target target, Content asked) {
    Message message = sound.render(target, content.apply(asked));
    return new Message(request.apply(message.request()), message.covers());
  }

  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    Notice other = content.apply(Content.of(List.of(notice))).notices().get(0);
    return sound.amend(target, other);
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return outcome.apply(sound.judge(answer));
  }
}
