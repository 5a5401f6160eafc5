package io.tocsin.local.standins;

import java.time.Duration;

/** A channel of the Discord stand-in, with the window that no header shows. */
record DiscordChannel(String name, Window hidden) {
  DiscordChannel(String name) {
    this(name, new Window(30, Duration.ofSeconds(60)));
  }
}
