package io.tocsin.simulation;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Setting;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A service with Discord's two windows, and the channel that speaks to it. */
final class StrictService implements Channel {
  private static final Duration SHORT = Duration.ofSeconds(2);
  private static final Duration LONG = Duration.ofSeconds(60);

  /** Requests by lane, every one that arrived. */
  final Map<String, List<Instant>> arrivals = new HashMap<>();

  /** How often each delivery was shown. */
  final Map<String, Integer> shown = new HashMap<>();

  /** What was shown, in order. */
  final List<String> order = new ArrayList<>();

  final List<String> violations = new ArrayList<>();

  @Override
  public String name() {
    return "strict";
  }

  @Override
  public Set<Setting> settings() {
    return Set.of(Setting.secretAddress("url"));
  }

  @Override
  public Budget budget() {
    return Budget.perMinute(25, 5);
  }

  @Override
  public Message render(Target target, Content content) {
    List<Notice> notices = content.notices();
    String body =
        notices.stream().map(notice -> notice.delivery().id()).collect(Collectors.joining(" "));
    Secret url = Secret.of(target.lane());
    return new Message(
        new Request("POST", url, Map.of(), body, Duration.ofSeconds(10)), notices.size());
  }

  @Override
  public Outcome judge(Reply.Answer answer) {
    return switch (answer.status()) {
      case 200 -> new Outcome.Delivered(java.util.Optional.of("m"));
      case 429 -> new Outcome.Throttled(Duration.ofSeconds(45), "429");
      case 400 -> new Outcome.Rejected("400");
      case 404 -> new Outcome.Gone("404");
      default -> new Outcome.Transient("status " + answer.status());
    };
  }

  /** A request arrives, to be answered with that status unless it is one too many. */
  int arrive(Request request, Instant now, int status) {
    String lane = request.url().reveal();
    List<Instant> seen = arrivals.computeIfAbsent(lane, any -> new ArrayList<>());
    seen.add(now);
    if (within(seen, now, SHORT) > 5 || within(seen, now, LONG) > 30) {
      violations.add(lane + " at " + now);
      return 429;
    }
    if (status != 200) {
      return status;
    }
    for (String delivery : request.body().split(" ", -1)) {
      shown.merge(delivery, 1, Integer::sum);
      order.add(delivery);
    }
    return 200;
  }

  private static long within(List<Instant> seen, Instant now, Duration window) {
    return seen.stream().filter(at -> at.isAfter(now.minus(window))).count();
  }
}
