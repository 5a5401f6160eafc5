package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AnalyseTest {
  private static final String CHAINSYNC =
      """
      {"alert_id": "chainsync-alert-12345", "alert_type": "system_failure", "severity": "critical",
       "description": "Database connection pool exhausted",
       "affected_systems": ["API Gateway", "User Service"],
       "detected_at": "2025-11-26T10:30:00Z", "context": {"connection_count": 100, "max_connections": 100}}
      """;
  private static final String RULES =
      """
      version: 1
      rules:
        - id: plex-transcoder
          match: { service: '^plex$' }
          cause: The transcoder hangs.
          confidence: 0.9
          checks: Restart it.
          example: { service: plex }
      """;
  private static final String CONFIG =
      """
      version: 1
      targets: { ops: { channel: discord, url: "${env:NOT_SET}" } }
      routes: [ { to: ops } ]
      meetings: { rules: rules }
      """;

  private final Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  AnalyseTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void urgencyAndBriefingArePrinted() throws IOException {
    assertEquals(0, run("analyse", file("alert.json", CHAINSYNC)));
    String text = text(out);
    assertTrue(
        text.startsWith(
            """
            Urgency: CRITICAL (1.0), < 1 hour
              the severity is critical (100 points)

            [CRITICAL] System Failure Review

            ## Why this meeting

            - Database connection pool exhausted
            """),
        text);
    assertTrue(text.contains("- All connections of the application's pool are taken"), text);
    assertTrue(text.contains("its details have connection_count=100"), text);
    assertTrue(text.contains("- database administrator: "), text);
  }

  @Test
  void otherMarkupIsPrintedOnDemand() throws IOException {
    String alert = file("alert.json", CHAINSYNC);
    assertEquals(0, run("analyse", alert, "--as", "html"));
    assertTrue(text(out).contains("<h1>[CRITICAL] System Failure Review</h1>"), text(out));
    assertEquals(0, run("analyse", alert, "--as=discord"));
    assertTrue(text(out).contains("\\[CRITICAL\\] System Failure Review"), text(out));
    assertEquals(2, run("analyse", alert, "--as=morse"));
  }

  @Test
  void standardInputIsReadForADash() {
    Analyse analyse =
        new Analyse(
            surroundings(Map.of()),
            new ByteArrayInputStream(CHAINSYNC.getBytes(StandardCharsets.UTF_8)));
    assertEquals(
        0, analyse.run("-", Optional.empty(), Optional.empty(), false, Analyse.Form.markdown));
    assertTrue(text(out).startsWith("Urgency: CRITICAL"), text(out));
  }

  @Test
  void rulesOfATeamAreAdded() throws IOException {
    String alert =
        file("a.json", "{\"service\":\"plex\",\"priority\":\"P3\",\"title\":\"plex is down\"}");
    assertEquals(0, run("analyse", alert));
    assertTrue(!text(out).contains("transcoder"), text(out));
    Files.createDirectory(folder.resolve("rules"));
    file("rules/plex.yml", RULES);
    assertEquals(0, run("analyse", alert, "--rules", folder.resolve("rules").toString()));
    assertTrue(text(out).contains("- The transcoder hangs. (90 %)"), text(out));
    String config = file("tocsin.yml", CONFIG);
    assertEquals(0, run("analyse", alert, "--config", config));
    assertTrue(text(out).contains("- The transcoder hangs. (90 %)"), text(out));
    assertEquals(0, run(Map.of("TOCSIN_CONFIG", config), "analyse", alert));
    assertTrue(text(out).contains("- The transcoder hangs. (90 %)"), text(out));
  }

  @Test
  void aLanguageModelIsAskedOnDemandAndSaysSo() throws IOException {
    String alert = file("alert.json", CHAINSYNC);
    List<String> keys = new CopyOnWriteArrayList<>();
    HttpServer model = model(keys);
    try {
      Map<String, String> named =
          Map.of(
              "TOCSIN_MODEL_PROVIDER", "openai",
              "TOCSIN_MODEL_NAME", "gpt-test",
              "TOCSIN_MODEL_KEY", "sk-hush",
              "TOCSIN_MODEL_URL", "http://127.0.0.1:" + model.getAddress().getPort());
      assertEquals(0, run(named, "analyse", alert));
      assertEquals(List.of(), keys, "nobody is asked unless it is wished");
      assertEquals(0, run(named, "analyse", alert, "--model"));
      assertEquals(List.of("Bearer sk-hush"), keys);
      assertTrue(text(out).contains("- A cosmic ray hit the pool. (5 %)"), text(out));
      assertTrue(text(out).contains("- root cause: openai gpt-test\n"), text(out));
      assertTrue(
          text(out)
              .contains(
                  "; openai gpt-test failed (its answer is not of the form that was asked for)"),
          text(out));
      assertTrue(!text(out).contains("hush"), text(out));
    } finally {
      model.stop(0);
    }
  }

  /** A model that answers the first question only. */
  private static HttpServer model(List<String> keys) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String answer =
        """
        {"choices": [{"index": 0, "finish_reason": "stop", "message": {"role": "assistant",
         "content": "{\\"root_cause\\": {\\"causes\\": [{\\"pattern\\": \\"cosmic-ray\\", \\"what\\":
         \\"A cosmic ray hit the pool.\\", \\"confidence\\": 0.05, \\"evidence\\": [],
         \\"checks\\": []}]}}"}}]}
        """
            .replace("\n ", " ");
    server.createContext(
        "/",
        exchange -> {
          keys.add(exchange.getRequestHeaders().getFirst("Authorization"));
          exchange.getRequestBody().readAllBytes();
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  @Test
  void withoutALanguageModelItIsSaidWhatToSet() throws IOException {
    String alert = file("alert.json", CHAINSYNC);
    assertEquals(1, run("analyse", alert, "--model"));
    assertTrue(text(err).contains("Set TOCSIN_MODEL_PROVIDER"), text(err));
    Map<String, String> noKey =
        Map.of("TOCSIN_MODEL_PROVIDER", "openai", "TOCSIN_MODEL_NAME", "gpt-test");
    assertEquals(1, run(noKey, "analyse", alert, "--model"));
    assertTrue(text(err).contains("TOCSIN_MODEL_KEY must be set"), text(err));
  }

  @Test
  void mistakesAreNamedAndEndWithOne() throws IOException {
    assertEquals(1, run("analyse", folder.resolve("none.json").toString()));
    assertTrue(text(err).contains("There is no readable file"), text(err));
    assertEquals(1, run("analyse", file("a.json", "{\"priority\":\"P9\"}")));
    assertTrue(text(err).contains("priority: must be P1, P2, P3 or P4"), text(err));
    assertEquals(1, run("analyse", file("b.json", " ".repeat(300_000))));
    assertTrue(text(err).contains("at most 262144 bytes"), text(err));
    Files.createDirectory(folder.resolve("rules"));
    String rules = file("rules/plex.yml", RULES.replace("0.9", "9"));
    assertEquals(1, run("analyse", file("c.json", CHAINSYNC), "--rules", folder + "/rules"));
    assertTrue(text(err).contains(rules + ":6:17: confidence must be"), text(err));
    assertEquals(2, run("analyse"));
  }

  @Test
  void checkingTheConfigurationChecksItsRules() throws IOException {
    String config = file("tocsin.yml", CONFIG);
    assertEquals(1, run("config", "check", config));
    assertTrue(text(out).contains("this is no folder that can be read"), text(out));
    Files.createDirectory(folder.resolve("rules"));
    file("rules/plex.yml", RULES);
    assertEquals(0, run("config", "check", config));
    file("rules/plex.yml", RULES.replace("service: plex", "service: web"));
    assertEquals(1, run("config", "check", config));
    assertTrue(text(out).contains("plex.yml:8:14: the rule does not match its own"), text(out));
    assertTrue(text(err).contains("The rules it names have mistakes."), text(err));
  }

  private int run(String... arguments) {
    return run(Map.of(), arguments);
  }

  private int run(Map<String, String> environment, String... arguments) {
    out.reset();
    err.reset();
    return Main.run(surroundings(environment), arguments);
  }

  private Surroundings surroundings(Map<String, String> environment) {
    return new Surroundings(
        environment,
        folder,
        Clock.fixed(Instant.parse("2026-11-21T08:00:00Z"), ZoneOffset.UTC),
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private static String text(ByteArrayOutputStream stream) {
    return stream.toString(StandardCharsets.UTF_8);
  }
}
