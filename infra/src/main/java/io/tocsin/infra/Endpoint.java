package io.tocsin.infra;

import java.util.List;

/**
 * What the HTTP API lets through to the ingest function. A path that is not here never costs an
 * invocation.
 */
public record Endpoint(String method, String path) {
  public static final List<Endpoint> ALL =
      List.of(
          new Endpoint("POST", "/api/v1/alert"),
          new Endpoint("POST", "/api/v1/alerts"),
          new Endpoint("POST", "/api/v1/silences"),
          new Endpoint("POST", "/webhooks/chainsync/alert"),
          new Endpoint("POST", "/webhooks/chainsync/alerts"),
          new Endpoint("GET", "/api/v1/silences"),
          new Endpoint("POST", "/api/v1/silences/end"),
          new Endpoint("POST", "/api/v1/redeliver"),
          new Endpoint("POST", "/api/v1/acknowledge"),
          new Endpoint("POST", "/api/v1/keys"),
          new Endpoint("GET", "/api/v1/keys"),
          new Endpoint("POST", "/api/v1/keys/rotate"),
          new Endpoint("POST", "/api/v1/keys/revoke"),
          new Endpoint("POST", "/api/v1/keys/allow"),
          new Endpoint("POST", "/api/v1/keys/quota"),
          new Endpoint("POST", "/api/v1/keys/prefs"),
          new Endpoint("POST", "/api/v1/owners/forget"),
          new Endpoint("POST", "/discord/interactions"),
          new Endpoint("GET", "/agents/list"),
          new Endpoint("POST", "/webhooks/slotify/meeting"),
          new Endpoint("GET", "/alerts/recent"),
          new Endpoint("GET", "/api/v1/alerts"),
          new Endpoint("GET", "/api/v1/deliveries"),
          new Endpoint("GET", "/api/v1/meetings"),
          new Endpoint("GET", "/api/v1/reports/deliveries"),
          new Endpoint("GET", "/api/v1/alerts/{id}"),
          new Endpoint("GET", "/api/v1/meetings/{id}"),
          new Endpoint("GET", "/meetings/recent"),
          new Endpoint("GET", "/meetings/{id}"),
          new Endpoint("GET", "/status"),
          new Endpoint("GET", "/openapi.yml"),
          new Endpoint("GET", "/docs"),
          new Endpoint("GET", "/console"),
          new Endpoint("GET", "/console/{file}"),
          new Endpoint("GET", "/health"));
}
