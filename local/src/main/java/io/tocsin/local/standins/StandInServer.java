package io.tocsin.local.standins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.local.http.Bodies;
import io.tocsin.local.standins.SlotifyStandIn.Reaction;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes requests to the stand-ins and answers them as the stand-ins say, or does not. */
final class StandInServer implements HttpHandler {
  private static final Logger LOG = LoggerFactory.getLogger(StandInServer.class);
  private static final int LARGEST_BODY = 1 << 20;
  private static final int LONGEST_HANG_SECONDS = 60;

  private static final Pattern DISCORD =
      Pattern.compile("/api(?:/v\\d+)?/webhooks/(\\d+)/([^/]+)(?:/messages/(\\d+))?");
  private static final Pattern DIRECT =
      Pattern.compile("/api/v\\d+/channels/(\\d+)/messages(?:/(\\d+))?");
  private static final Pattern OPENING = Pattern.compile("/api/v\\d+/users/@me/channels");
  private static final Pattern DISCORD_ANSWER =
      Pattern.compile("/api(?:/v\\d+)?/webhooks/\\d+/([^/]+)/messages/@original");
  private static final Pattern DISCORD_COMMANDS =
      Pattern.compile("/api(?:/v\\d+)?/applications/(\\d+)(?:/guilds/(\\d+))?/commands");
  private static final Pattern SLACK = Pattern.compile("/services/[^/]+/[^/]+/([^/]+)");

  private final DiscordStandIn discord;
  private final DiscordApplication application;
  private final SlackStandIn slack;
  private final SlotifyStandIn slotify;
  private final ChainSyncStandIn chainSync;
  private final StandInPages pages;

  /** Holds those who hang; replaced when they are let go. */
  private volatile CountDownLatch hanging = new CountDownLatch(1);

  StandInServer(
      DiscordStandIn discord,
      DiscordApplication application,
      SlackStandIn slack,
      SlotifyStandIn slotify,
      ChainSyncStandIn chainSync) {
    this.discord = discord;
    this.application = application;
    this.slack = slack;
    this.slotify = slotify;
    this.chainSync = chainSync;
    this.pages = new StandInPages(discord, slack, slotify, chainSync);
  }

  StandInPages pages() {
    return pages;
  }

  /** Ends the wait of all requests that hang; they get no answer. */
  void letGo() {
    CountDownLatch before = hanging;
    hanging = new CountDownLatch(1);
    before.countDown();
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher toDiscord = DISCORD.matcher(path);
    Matcher toSlack = SLACK.matcher(path);
    Matcher direct = DIRECT.matcher(path);
    Matcher toAnswer = DISCORD_ANSWER.matcher(path);
    Matcher toCommands = DISCORD_COMMANDS.matcher(path);
    String method = exchange.getRequestMethod();
    if (toDiscord.matches()) {
      discord(exchange, toDiscord);
    } else if (direct.matches()) {
      direct(exchange, direct.group(1), Optional.ofNullable(direct.group(2)));
    } else if (OPENING.matcher(path).matches() && method.equals("POST")) {
      open(exchange);
    } else if (toAnswer.matches() && method.equals("PATCH")) {
      String body = body(exchange).orElse("");
      finish(exchange, application.edit(toAnswer.group(1), body), Fault.NONE);
    } else if (toCommands.matches() && method.equals("PUT")) {
      commands(exchange, toCommands);
    } else if (toSlack.matches() && method.equals("POST")) {
      slack(exchange, toSlack.group(1));
    } else if (path.startsWith(SlotifyStandIn.PATH + "/")) {
      service(exchange, SlotifyStandIn.PATH, slotify::answer);
    } else if (path.startsWith(ChainSyncStandIn.PATH + "/")) {
      service(exchange, ChainSyncStandIn.PATH, chainSync::answer);
    } else {
      pages.handle(exchange);
    }
  }

  private void service(
      HttpExchange exchange, String base, Function<ServiceRequest, Reaction> service)
      throws IOException {
    Optional<String> body = body(exchange);
    Reaction reaction =
        body.map(text -> service.apply(ServiceRequest.of(exchange, base, text)))
            .orElse(new Reaction(Answer.text(413, ""), Fault.NONE));
    finish(exchange, reaction.answer(), reaction.fault());
  }

  private void discord(HttpExchange exchange, Matcher path) throws IOException {
    String id = path.group(1);
    Optional<String> messageId = Optional.ofNullable(path.group(3));
    Optional<String> body = body(exchange);
    if (body.isEmpty()) {
      finish(exchange, Answer.text(413, ""), Fault.NONE);
      return;
    }
    boolean wait = "wait=true".equals(exchange.getRequestURI().getQuery());
    Answer answer =
        switch (exchange.getRequestMethod() + (messageId.isPresent() ? " message" : "")) {
          case "POST" -> discord.post(id, path.group(2), wait, body.get());
          case "PATCH message" ->
              discord.patch(id, path.group(2), messageId.orElseThrow(), body.get());
          default -> DiscordAnswers.error(405, 0, "405: Method Not Allowed", List.of());
        };
    finish(exchange, answer, discord.faultOf(id));
  }

  private void open(HttpExchange exchange) throws IOException {
    Answer answer =
        body(exchange)
            .map(text -> discord.bot().open(authorization(exchange), text))
            .orElse(Answer.text(413, ""));
    finish(exchange, answer, Fault.NONE);
  }

  private void direct(HttpExchange exchange, String channel, Optional<String> messageId)
      throws IOException {
    Optional<String> body = body(exchange);
    Optional<String> bot = authorization(exchange);
    Answer answer =
        body.isEmpty()
            ? Answer.text(413, "")
            : switch (exchange.getRequestMethod() + (messageId.isPresent() ? " message" : "")) {
              case "POST" -> discord.bot().post(bot, channel, body.get());
              case "PATCH message" ->
                  discord.bot().patch(bot, channel, messageId.orElseThrow(), body.get());
              default -> DiscordAnswers.error(405, 0, "405: Method Not Allowed", List.of());
            };
    finish(exchange, answer, discord.faultOf(channel));
  }

  private static Optional<String> authorization(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"));
  }

  private void commands(HttpExchange exchange, Matcher path) throws IOException {
    Answer answer =
        application.install(
            authorization(exchange).orElse(""),
            path.group(1),
            Optional.ofNullable(path.group(2)),
            body(exchange).orElse(""));
    finish(exchange, answer, Fault.NONE);
  }

  private void slack(HttpExchange exchange, String token) throws IOException {
    Optional<String> body = body(exchange);
    Answer answer =
        body.map(text -> slack.post(token, text)).orElse(Answer.text(413, "invalid_payload"));
    finish(exchange, answer, slack.faultOf(token));
  }

  private static Optional<String> body(HttpExchange exchange) throws IOException {
    return Bodies.read(exchange, LARGEST_BODY)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private void finish(HttpExchange exchange, Answer answer, Fault fault) throws IOException {
    try (exchange) {
      if (fault == Fault.HANG) {
        hang();
      } else if (fault != Fault.DROP) {
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        Bodies.write(exchange, answer.status(), answer.body().getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private void hang() {
    try {
      if (!hanging.await(LONGEST_HANG_SECONDS, TimeUnit.SECONDS)) {
        LOG.debug("nobody let go of a request that hangs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
