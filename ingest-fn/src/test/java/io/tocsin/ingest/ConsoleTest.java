package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Gateway.Payload;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleTest {
  private static final Path FOLDER = Path.of("src", "main", "resources", "console");

  private final Scene scene = new Scene();
  private final Gateway gateway = scene.gateway();

  @AfterEach
  void close() {
    scene.close();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void thePageIsOpenToAllUnderAStrictPolicy(Payload payload) {
    Reply reply = payload.over(scene.context).send(Call.get("/console"));
    assertEquals(200, reply.status());
    assertEquals("text/html; charset=utf-8", reply.header("Content-Type"));
    assertTrue(reply.body().startsWith("<!doctype html>"));
    String policy = reply.header("Content-Security-Policy");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self'; style-src 'self';"));
    assertTrue(policy.contains("connect-src 'self'; img-src 'self' data:; base-uri 'none';"));
    assertTrue(policy.contains("frame-ancestors 'none'; form-action 'none'"));
    assertFalse(policy.contains("unsafe"));
    assertEquals("nosniff", reply.header("X-Content-Type-Options"));
    assertEquals("no-referrer", reply.header("Referrer-Policy"));
  }

  @Test
  void everyFileIsServedAsItIs() throws IOException {
    Set<String> types = new TreeSet<>();
    for (String name : files()) {
      Reply reply = gateway.send(Call.get("/console/" + name));
      assertEquals(200, reply.status(), name);
      assertEquals(Files.readString(FOLDER.resolve(name)), reply.body(), name);
      types.add(reply.header("Content-Type"));
    }
    assertEquals(
        Set.of(
            "text/html; charset=utf-8",
            "text/css; charset=utf-8",
            "text/javascript; charset=utf-8",
            "image/svg+xml; charset=utf-8"),
        types);
  }

  @Test
  void whatTheBrowserHasIsNotSentAgain() {
    Reply first = gateway.send(Call.get("/console/main.js"));
    String tag = first.header("ETag");
    assertTrue(first.header("Cache-Control").contains("no-cache"));
    for (String known : Set.of(tag, "W/" + tag, "\"other\", " + tag)) {
      Reply again = gateway.send(Call.get("/console/main.js").with("If-None-Match", known));
      assertEquals(304, again.status());
      assertEquals("", again.body());
      assertEquals(tag, again.header("ETag"));
    }
    Reply other = gateway.send(Call.get("/console/feed.js").with("If-None-Match", tag));
    assertEquals(200, other.status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "main",
        "main.map",
        "..",
        "Main.js",
        "%2e%2e%2fmain.js",
        "a%2fmain.js"
      })
  void whatIsNoFileOfItIsNotFound(String name) {
    assertEquals(404, gateway.send(Call.get("/console/" + name)).status());
  }

  /** A script or a style in the page would need a policy that lets an alert's in as well. */
  @Test
  void thereIsNoScriptAndNoStyleInThePageItself() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));
    assertFalse(Pattern.compile("<style|\\sstyle=|\\son[a-z]+=|javascript:").matcher(page).find());
    assertFalse(Pattern.compile("<script(?![^>]* src=)").matcher(page).find());
    assertFalse(Pattern.compile("(?:src|href)=\"(?:https?:)?//").matcher(page).find());
  }

  @Test
  void noScriptMakesMarkupOfText() throws IOException {
    Pattern sinks =
        Pattern.compile(
            "innerHTML|outerHTML|insertAdjacentHTML|document\\.write|DOMParser|createContextualFragment"
                + "|\\beval\\b|new Function|srcdoc|localStorage|document\\.cookie");
    for (String name : files()) {
      assertFalse(sinks.matcher(Files.readString(FOLDER.resolve(name))).find(), name);
    }
  }

  @Test
  void thePageLoadsEveryScriptAtOnceAndNothingThatIsNotThere() throws IOException {
    String page = Files.readString(FOLDER.resolve("index.html"));
    Matcher named = Pattern.compile("\"/console/([a-z.]+)\"").matcher(page);
    Set<String> loaded = new TreeSet<>(Set.of("index.html"));
    while (named.find()) {
      loaded.add(named.group(1));
    }
    assertEquals(files(), loaded);
  }

  @Test
  void theWholeIsSmall() throws IOException {
    long bytes = 0;
    for (String name : files()) {
      bytes += Files.size(FOLDER.resolve(name));
    }
    assertTrue(bytes < 100_000, bytes + " bytes, which each visitor loads");
  }

  private static Set<String> files() throws IOException {
    try (Stream<Path> all = Files.list(FOLDER)) {
      return new TreeSet<>(all.map(each -> each.getFileName().toString()).toList());
    }
  }
}
