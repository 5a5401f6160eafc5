package io.tocsin.local.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.endtoend.Client.Item;
import io.tocsin.local.standins.DiscordMessage;
import io.tocsin.local.standins.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Three Discord webhooks on channels of their own, and alerts to each, told apart by title. */
final class Rooms {
  static final List<String> NAMES = List.of("red", "green", "blue");

  private static final String CONFIG =
      """
      version: 1
      targets:
        red: { channel: discord, url: "${env:HOOK_RED}" }
        green: { channel: discord, url: "${env:HOOK_GREEN}" }
        blue: { channel: discord, url: "${env:HOOK_BLUE}" }
      routes:
        - { match: { type: red }, to: [red] }
        - { match: { type: green }, to: [green] }
        - to: [blue]
      """;

  private final StandIns standIns;
  private final Set<String> accepted = new HashSet<>();
  private int number;

  Rooms(StandIns standIns) {
    this.standIns = standIns;
    environment();
  }

  /** The variables that lead to them. */
  Map<String, String> environment() {
    return Map.of(
        "HOOK_RED", standIns.discordUrl("red", "red").reveal(),
        "HOOK_GREEN", standIns.discordUrl("green", "green").reveal(),
        "HOOK_BLUE", standIns.discordUrl("blue", "blue").reveal());
  }

  static Path config(Path folder) throws IOException {
    return Files.writeString(folder.resolve("tocsin.yml"), CONFIG);
  }

  /** Sends some alerts to each room; they are accepted. */
  void send(Client client, int toEach) throws IOException, InterruptedException {
    for (int i = 0; i < toEach; i++) {
      sendTo(client, NAMES.toArray(String[]::new));
    }
  }

  /** Sends an alert to each of these rooms; they are accepted. */
  void sendTo(Client client, String... rooms) throws IOException, InterruptedException {
    List<Item> items = new ArrayList<>();
    for (String room : rooms) {
      items.add(new Item("load", "P3", "number " + ++number, room));
    }
    if (client.send(items) != 200) {
      throw new AssertionError("the alerts were not accepted");
    }
    items.forEach(item -> accepted.add(item.title()));
  }

  int accepted() {
    return accepted.size();
  }

  /** Accepted alerts that have not arrived. */
  Set<String> missing() {
    Set<String> missing = new TreeSet<>(accepted);
    standIns.discord().messages().forEach(message -> message.titles().forEach(missing::remove));
    return missing;
  }

  /** When the last of the accepted alerts was seen for the first time. */
  Instant lastArrival() {
    Map<String, Instant> first = new HashMap<>();
    for (DiscordMessage message : standIns.discord().messages()) {
      message.titles().forEach(title -> first.putIfAbsent(title, message.at()));
    }
    return first.values().stream().max(Instant::compareTo).orElse(Instant.MIN);
  }

  /** When the first message came. */
  Instant firstMessage() {
    return standIns.discord().messages().stream()
        .map(DiscordMessage::at)
        .min(Instant::compareTo)
        .orElse(Instant.MAX);
  }

  /** When the last message came, be it a repeat. */
  Instant lastMessage() {
    return standIns.discord().messages().stream()
        .map(DiscordMessage::at)
        .max(Instant::compareTo)
        .orElse(Instant.MIN);
  }

  /** Answers of 429 for each message that was taken. */
  double throttledPerMessage() {
    return standIns.discord().counts().throttled()
        / (double) Math.max(1, standIns.discord().counts().messages());
  }

  /** Whether the history knows of each alert that it was delivered. */
  boolean allOnRecord(Client client) throws Exception {
    return client.history().stream()
            .filter(alert -> delivery(alert).path("state").asText().equals("delivered"))
            .count()
        == accepted.size();
  }

  /** The most requests that were made for one alert before that time. */
  static int mostRequests(List<JsonNode> history, Instant before) {
    int most = 0;
    for (JsonNode alert : history) {
      int requests = 0;
      for (JsonNode attempt : delivery(alert).path("attempts")) {
        requests += Instant.parse(attempt.path("at").asText()).isBefore(before) ? 1 : 0;
      }
      most = Math.max(most, requests);
    }
    return most;
  }

  private static JsonNode delivery(JsonNode alert) {
    return alert.path("deliveries").path(0);
  }
}
