package io.tocsin.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.tocsin.local.gateway.Gateway;
import io.tocsin.local.http.Bodies;
import io.tocsin.local.http.Html;
import io.tocsin.local.standins.StandInPages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What answers on the HTTP port: the gateway, and beside it pages that only a local run has. */
final class FrontDoor implements HttpHandler {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Gateway gateway;
  private final StandInPages pages;
  private final PrometheusMetrics metrics;

  FrontDoor(Gateway gateway, StandInPages pages, PrometheusMetrics metrics) {
    this.gateway = gateway;
    this.pages = pages;
    this.metrics = metrics;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (path.startsWith("/standins/")) {
      pages.handle(exchange);
    } else if (path.equals("/")
        && exchange.getRequestMethod().equals("GET")
        && Html.fromHere(exchange)) {
      try (exchange) {
        Html.write(exchange, links());
      }
    } else if (path.equals("/metrics")
        && exchange.getRequestMethod().equals("GET")
        && Html.fromHere(exchange)) {
      try (exchange) {
        exchange.getResponseHeaders().set("Content-Type", PROMETHEUS);
        Bodies.write(exchange, 200, metrics.text().getBytes(StandardCharsets.UTF_8));
      }
    } else {
      gateway.handle(exchange);
    }
  }

  private static Html.Page links() {
    return new Html.Page(
        "Tocsin on this machine",
        "",
        """
        <h1>Tocsin on this machine</h1>
        <p>Send an alert with <code>./tocsin send</code>, see where each went with
        <code>./tocsin history</code>.</p>
        <ul>
        <li><a href="/console">The console</a>: alerts, their stories, lanes and meetings</li>
        <li><a href="/standins/discord">What the Discord stand-in got</a>
        (<a href="/standins/discord.json">JSON</a>)</li>
        <li><a href="/standins/slack">What the Slack stand-in got</a>
        (<a href="/standins/slack.json">JSON</a>)</li>
        <li><a href="/standins/slotify">Meetings in the Slotify stand-in</a>
        (<a href="/standins/slotify.json">JSON</a>)</li>
        <li><a href="/standins/chainsync">What the ChainSync stand-in was told</a>
        (<a href="/standins/chainsync.json">JSON</a>)</li>
        <li><a href="/docs">The API</a></li>
        <li><a href="/metrics">Metrics</a></li>
        <li><a href="/health">Health</a></li>
        </ul>
        """,
        Optional.empty());
  }
}
