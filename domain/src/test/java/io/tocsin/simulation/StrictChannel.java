package io.tocsin.simulation;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Delivery;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Speaks to the {@link StrictService}: as a webhook, to a person, or by mail. */
record StrictChannel(String name, int queueSize) implements Channel {
  static final String HOOK = "hook";
  static final String PERSON = "person";
  private static final Limit ADDRESS = new Limit("address", Optional.empty());
  private static final Limit BOT =
      new Limit("bot", Optional.of(new Budget(40, Duration.ofSeconds(1), 10)));
  private static final Limit OPENINGS =
      new Limit("openings", Optional.of(new Budget(10, Duration.ofMinutes(10), 5)));

  @Override
  public Set<Setting> settings() {
    return Set.of();
  }

  @Override
  public Budget budget() {
    return name.equals(Letters.MAIL) ? Budget.perMinute(25, 1) : Budget.perMinute(25, 5);
  }

  @Override
  public List<Limit> limits() {
    return switch (name) {
      case HOOK -> List.of(ADDRESS);
      case PERSON -> List.of(ADDRESS, BOT);
      default -> List.of();
    };
  }

  @Override
  public Optional<Opening> opening(Target target) {
    return Optional.of(target)
        .filter(any -> name.equals(PERSON))
        .map(
            person ->
                new Opening(
                    "channel",
                    "person#" + person.name(),
                    Letters.opening(person.lane(), person.name()).request(),
                    OPENINGS));
  }

  @Override
  public Outcome judgeOpening(Reply.Answer answer) {
    return answer.status() == 200
        ? new Outcome.Delivered(Optional.of(answer.body()))
        : judge(answer);
  }

  @Override
  public Message render(Target target, Content content) {
    if (name.equals(PERSON) && !target.settings().containsKey("channel")) {
      throw new IllegalStateException("not opened");
    }
    List<Notice> notices =
        content.notices().subList(0, content.plain() ? 1 : content.notices().size());
    Letters letters =
        Letters.message(
            target.lane(),
            target.name(),
            notices.stream().map(Notice::delivery).map(Delivery::id).toList(),
            notices.stream().map(notice -> notice.alert().id()).toList(),
            content.digest().stream().mapToInt(DigestLine::count).sum());
    return new Message(letters.request(), notices.size());
  }

  @Override
  public Optional<Request> amend(Target target, Notice notice) {
    return Optional.of(
            Letters.amendment(target.lane(), target.name(), notice.alert().id()).request())
        .filter(any -> name.equals(HOOK));
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return switch (answer.status()) {
      case 200 -> new Outcome.Delivered(Optional.of("m"));
      case 429 ->
          answer.header("via").isPresent()
              ? new Outcome.Throttled(Duration.ofSeconds(20), "429")
              : new Outcome.Throttled(
                  Duration.ofSeconds(60), "banned", Optional.of(ADDRESS.name()));
      case 400 -> new Outcome.Rejected("400");
      case 404 -> new Outcome.Gone("404");
      default -> new Outcome.Transient("status " + answer.status());
    };
  }
}
