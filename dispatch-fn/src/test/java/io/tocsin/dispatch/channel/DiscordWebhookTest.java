package io.tocsin.dispatch.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Alert;
import io.tocsin.alert.Severity;
import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Outcome;
import io.tocsin.delivery.Outcome.Delivered;
import io.tocsin.delivery.Outcome.Gone;
import io.tocsin.delivery.Outcome.Rejected;
import io.tocsin.delivery.Outcome.Throttled;
import io.tocsin.delivery.Outcome.Transient;
import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiscordWebhookTest extends ChannelContract {

  @Override
  Channel channel(AlertPages pages) {
    return new DiscordWebhook(settings(pages));
  }

  @Override
  Map<String, Secret> target() {
    return Map.of("url", Secret.of("https://discord.com/api/webhooks/1/" + TOKEN));
  }

  @Override
  List<Judged> replies() {
    return List.of(
        judged(Delivered.class, 200, "{\"id\":\"1178\"}"),
        judged(Delivered.class, 204, ""),
        judged(Throttled.class, 429, "{\"retry_after\":0.3}", "Via", "1.1 google"),
        judged(Throttled.class, 429, "{\"retry_after\":1,\"global\":true}", "Via", "1.1 google"),
        judged(Throttled.class, 429, "error code: 1015"),
        judged(Transient.class, 500, ""),
        judged(Transient.class, 502, "<html>"),
        judged(Transient.class, 503, ""),
        judged(Transient.class, 400, "{\"code\":130000}"),
        judged(Transient.class, 301, "", "Location", "https://elsewhere.example"),
        judged(Rejected.class, 400, ""),
        judged(Rejected.class, 400, "{\"code\":50035,\"errors\":{}}"),
        judged(Rejected.class, 413, ""),
        judged(Rejected.class, 404, "{\"code\":10008}"),
        judged(Rejected.class, 403, "{\"code\":50005}"),
        judged(Gone.class, 401, ""),
        judged(Gone.class, 403, "{\"code\":50013}"),
        judged(Gone.class, 404, "{\"code\":10015}"),
        judged(Gone.class, 400, "{\"code\":50027}"),
        judged(Gone.class, 400, "{\"code\":10015}"));
  }

  @Override
  void checkBody(JsonNode body, String text, int covers, boolean plain, int digest) {
    DiscordLimits.check(body, covers, plain, digest);
  }

  @Override
  void checkAmended(JsonNode body, String text) {
    DiscordLimits.checkAmended(body);
  }

  @Test
  void anAlertThatDoesNotFitWholeWaitsForTheNextMessage() throws InvalidJsonException {
    List<Notice> notices = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      notices.add(Examples.notice(long1900(i)));
    }
    Channel.Message message = render(notices, false);
    assertEquals(3, message.covers());
    JsonNode embeds = Wire.parse(message.request().body()).path("embeds");
    assertEquals("x".repeat(1900), embeds.get(2).path("description").asText());
  }

  private static Alert long1900(int i) {
    return Alert.builder("id-" + i, "s", "s", "t").message("x".repeat(1900)).build();
  }

  @ParameterizedTest
  @CsvSource({
    "general,    critical, 3498db",
    "error,      info,     e67e22",
    "critical,   low,      e74c3c",
    "tracklist,  critical, 2ecc71",
    "monitoring, high,     9b59b6",
    "security,   low,      f39c12",
    "alert,      critical, e74c3c",
    "alert,      high,     e67e22",
    "alert,      medium,   3498db",
    "alert,      low,      3498db",
    "alert,      info,     95a5a6"
  })
  void theColourFollowsTheTypeThenTheSeverity(String type, String severity, String colour)
      throws InvalidJsonException {
    Alert alert =
        Alert.builder("1", "s", "s", "t")
            .type(type)
            .severity(Severity.valueOf(severity.toUpperCase(Locale.ROOT)))
            .build();
    String body = render(List.of(Examples.notice(alert)), false).request().body();
    assertEquals(
        Integer.parseInt(colour, 16),
        Wire.parse(body).path("embeds").path(0).path("color").asInt());
  }

  @ParameterizedTest
  @CsvSource({
    "https://discord.com/h,                        https://discord.com/h?wait=true",
    "https://discord.com/h?,                       https://discord.com/h?wait=true",
    "https://discord.com/h?thread_id=3,            https://discord.com/h?thread_id=3&wait=true",
    "https://discord.com/h?wait=false&thread_id=3, https://discord.com/h?thread_id=3&wait=true",
    "https://discord.com/h?wait&waiter=1,          https://discord.com/h?waiter=1&wait=true"
  })
  void discordIsAskedToWaitAndTheQueryIsKept(String configured, String sent) {
    Target target = new Target("t", "discord", "t", Map.of("url", Secret.of(configured)));
    assertEquals(
        sent, channel.render(target, Content.of(Examples.notices())).request().url().reveal());
  }

  @Test
  void theMessagesIdIsKept() {
    assertEquals(
        new Delivered(Optional.of("1178")),
        channel.judge(judged(Delivered.class, 200, "{\"id\":\"1178\"}").answer()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"retry_after\":1.5} | 9   | 1.1 google |  1750",
        "{\"retry_after\":2}   | -   | 1.1 google |  2250",
        "{}                    | 9   | 1.1 google |  9250",
        "<html>                | 0.5 | 1.1 google |   750",
        "{}                    | -   | 1.1 google | 60250",
        "{\"retry_after\":1.5} | 9   | -          | 60250",
        "{\"retry_after\":90}  | -   | -          | 90250"
      })
  void theBodySaysHowLongToWaitThenTheHeaderAndTheEdgeAtLeastAMinute(
      String body, @Nullable String header, @Nullable String via, long millis) {
    List<String> headers = new ArrayList<>();
    Optional.ofNullable(header).ifPresent(value -> headers.addAll(List.of("Retry-After", value)));
    Optional.ofNullable(via).ifPresent(value -> headers.addAll(List.of("Via", value)));
    Outcome outcome =
        channel.judge(judged(Throttled.class, 429, body, headers.toArray(String[]::new)).answer());
    assertEquals(Duration.ofMillis(millis), ((Throttled) outcome).retryAfter());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{}                | -      | -       | discord",
        "{}                | Via    | -       | -",
        "{}                | Via    | user    | -",
        "{}                | Via    | shared  | -",
        "{}                | -      | global  | discord",
        "{\"global\":true}  | Via    | -       | discord",
        "{\"global\":false} | Via    | -       | -"
      })
  void theEdgeAndTheGlobalLimitConcernEverybody(
      String body, @Nullable String via, @Nullable String scope, @Nullable String limit) {
    List<String> headers = new ArrayList<>();
    Optional.ofNullable(via).ifPresent(name -> headers.addAll(List.of(name, "1.1 google")));
    Optional.ofNullable(scope)
        .ifPresent(value -> headers.addAll(List.of("X-RateLimit-Scope", value)));
    Outcome outcome =
        channel.judge(judged(Throttled.class, 429, body, headers.toArray(String[]::new)).answer());
    assertEquals(Optional.ofNullable(limit), ((Throttled) outcome).limit());
  }

  @ParameterizedTest
  @CsvSource({"0, 1.5, 1750", "1, 1.5, 0", "0, soon, 0"})
  void whoHasNoRequestLeftRests(String remaining, String resetAfter, long millis) {
    Judged taken =
        judged(
            Delivered.class,
            200,
            "{}",
            "X-RateLimit-Remaining",
            remaining,
            "X-RateLimit-Reset-After",
            resetAfter);
    assertEquals(Duration.ofMillis(millis), channel.rest(taken.answer()));
  }

  @ParameterizedTest
  @CsvSource({
    "https://discord.com/h,                       https://discord.com/h/messages/5",
    "https://discord.com/h/?thread_id=3,          https://discord.com/h/messages/5?thread_id=3",
    "https://discord.com/h?wait=true&thread_id=3, https://discord.com/h/messages/5?thread_id=3"
  })
  void aMessageIsChangedWhereItIs(String configured, String sent) {
    Target target = new Target("t", "discord", "t", Map.of("url", Secret.of(configured)));
    Notice notice = Examples.delivered(Examples.notices().get(1), "5");
    assertEquals(sent, channel.amend(target, notice).orElseThrow().url().reveal());
  }

  @Test
  void whatMayWaitIsConfigured() {
    assertEquals(70, channel.queueSize());
  }

  @Test
  void rateLimitHeadersAloneShowThatItIsDiscordItself() {
    Outcome outcome =
        channel.judge(judged(Throttled.class, 429, "", "X-RateLimit-Reset-After", "1.25").answer());
    assertEquals(Duration.ofMillis(1500), ((Throttled) outcome).retryAfter());
  }

  @Test
  void thePaceIsTheConfiguredOne() {
    assertEquals(Budget.perMinute(25, 5), channel.budget());
  }
}
