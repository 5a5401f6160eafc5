package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.delivery.Backlog;
import io.tocsin.delivery.Breaker;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Lane;
import io.tocsin.delivery.Terms;
import io.tocsin.ingest.discord.Release;
import io.tocsin.watch.Queues;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Tocsin's state, as readers get it: docs/watching.md. */
final class StatusJson {
  private static final String OFF =
      "off; DISCORD_PUBLIC_KEY opens the front desk, and without it interactions answer 404";
  private static final String NOBODY_TOLD =
      "off; with DISCORD_BOT_TOKEN owners of keys are told in person";

  private static final String UNASKED = "cannot be asked just now";

  private final Instant now;
  private final ObjectNode json = JsonNodeFactory.instance.objectNode();

  StatusJson(Instant now) {
    this.now = now;
    json.put("at", now.toString());
  }

  /** A lane, and what waits in it. */
  record LaneState(Lane lane, Backlog backlog) {}

  /** Says in the place of a part that it could not be asked. */
  void unasked(String part) {
    json.putObject(part).put("error", UNASKED);
  }

  void queues(List<Queues.Queue> queues) {
    ArrayNode all = json.putArray("queues");
    for (Queues.Queue queue : queues) {
      ObjectNode node = all.addObject().put("name", queue.name());
      queue
          .depth()
          .ifPresent(
              depth ->
                  node.put("waiting", depth.waiting())
                      .put("in_flight", depth.inFlight())
                      .put("delayed", depth.delayed()));
      queue.error().ifPresent(why -> node.put("error", UNASKED + ": " + why));
    }
  }

  /** Lanes, and apart from them the limits that more than one lane is under. */
  void lanes(List<LaneState> states) {
    ArrayNode lanes = json.putArray("lanes");
    ArrayNode limits = json.putArray("limits");
    for (LaneState state : states) {
      state
          .lane()
          .limitName()
          .ifPresentOrElse(
              name -> blocked(state.lane(), limits.addObject().put("name", name)),
              () -> lane(state, lanes.addObject()));
    }
  }

  private void lane(LaneState state, ObjectNode node) {
    Lane lane = state.lane();
    node.put("name", lane.name());
    ArrayNode channels = node.putArray("channels");
    lane.terms().map(Terms::channels).ifPresent(names -> names.forEach(channels::add));
    node.put("pending", state.backlog().waiting());
    node.put("pending_more", state.backlog().more());
    time(node, "oldest", state.backlog().oldest());
    Optional<Budget> budget = lane.terms().map(Terms::budget);
    budget.ifPresentOrElse(
        known ->
            node.putObject("budget")
                .put("left", lane.permitsLeft(now))
                .put("permits", known.permits())
                .put("period_s", known.period().toMillis() / 1000.0)
                .put("burst", known.burst())
                .put("slowed", lane.pace().slowed(now)),
        () -> node.putNull("budget"));
    blocked(lane, node);
    breaker(lane.breaker(), node.putObject("breaker"));
    time(node, "last_success", lane.lastSuccess());
    time(node, "due", lane.due());
    node.put("draining", lane.holder().isPresent() && now.isBefore(lane.leaseUntil()));
    node.put("targets_gone", lane.gone().size());
  }

  private void blocked(Lane lane, ObjectNode node) {
    time(node, "blocked_until", Optional.of(lane.blockedUntil()).filter(now::isBefore));
  }

  private static void breaker(Breaker breaker, ObjectNode node) {
    node.put("state", breaker.open() ? "open" : "closed");
    node.put("failures_in_a_row", breaker.inARow());
    time(node, "failing_since", breaker.since());
  }

  /** When the last one was received; nothing of what it says. */
  void lastAlert(Optional<Instant> receivedAt) {
    receivedAt.ifPresentOrElse(
        at -> json.putObject("last_alert").put("received_at", at.toString()),
        () -> json.putNull("last_alert"));
  }

  void discord(boolean interactions, boolean directMessages) {
    json.putObject("discord")
        .put("interactions", interactions ? "on" : OFF)
        .put("direct_messages", directMessages ? "on" : NOBODY_TOLD);
  }

  String write() {
    json.putObject("versions")
        .put("tocsin", Release.VERSION)
        .put("java", Runtime.version().toString());
    return Wire.write(json);
  }

  private static void time(ObjectNode node, String name, Optional<Instant> at) {
    at.ifPresentOrElse(time -> node.put(name, time.toString()), () -> node.putNull(name));
  }
}
