package io.tocsin.local.standins;

import io.tocsin.keys.Secret;
import java.time.Duration;
import java.time.Instant;

/** A webhook of the Discord stand-in; guarded by the stand-in's lock. */
final class DiscordWebhook {
  final String name;
  final DiscordChannel channel;
  final String id;
  final Secret token;
  final Window posts = new Window(5, Duration.ofSeconds(2));
  final Window edits = new Window(5, Duration.ofSeconds(2));
  Counts counts = Counts.ZERO;
  Fault fault = Fault.NONE;

  /** Until then other senders leave nothing of the window that no header shows. */
  Instant usedUpUntil = Instant.MIN;

  DiscordWebhook(String name, DiscordChannel channel, String id, Secret token) {
    this.name = name;
    this.channel = channel;
    this.id = id;
    this.token = token;
  }
}
