package io.tocsin.local.standins;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.Transport;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Leads requests to the Discord stand-in without a network, whatever host their address names, and
 * lets an answer take its time.
 */
public final class DirectDiscord implements Transport {
  private static final String BASE = "https://discord.com";

  private final DiscordStandIn discord;
  private final Tick clock;
  private final Duration answerAfter;

  public DirectDiscord(DiscordStandIn discord, Tick clock, Duration answerAfter) {
    this.discord = discord;
    this.clock = clock;
    this.answerAfter = answerAfter;
  }

  /** The address of a webhook; it is made if there is none of that name. */
  public String url(String webhook) {
    return BASE + discord.webhook(webhook, webhook).reveal();
  }

  @Override
  public Reply send(Request request) {
    String[] path = URI.create(request.url().reveal()).getPath().split("/", -1);
    Answer answer =
        request.method().equals("PATCH")
            ? discord.patch(path[3], path[4], path[6], request.body())
            : discord.post(path[3], path[4], true, request.body());
    clock.on(answerAfter);
    Map<String, List<String>> headers = new HashMap<>();
    answer
        .headers()
        .forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), List.of(value)));
    return new Reply.Answer(answer.status(), headers, answer.body());
  }
}
