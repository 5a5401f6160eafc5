package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.ingest.Gateway.Payload;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The document as it is served, and its page. */
class DocsTest {
  private static final Pattern STYLE = Pattern.compile("<style>(.*?)</style>", Pattern.DOTALL);
  private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");
  private static final Pattern LINK = Pattern.compile(" href=\"([^\"]*)\"");

  private final Scene scene = new Scene();

  @AfterEach
  void close() {
    scene.close();
  }

  private Reply get(String path) {
    return scene.gateway().send(Call.get(path));
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void theDocumentIsOpenToAllAndToOtherSites(Payload payload) {
    Reply reply = payload.over(scene.context).send(Call.get("/openapi.yml"));
    assertEquals(200, reply.status());
    assertEquals("application/yaml", reply.header("Content-Type"));
    assertEquals("*", reply.header("Access-Control-Allow-Origin"));
    assertTrue(reply.body().startsWith("openapi: 3.1.0\n"), reply.body().substring(0, 40));
  }

  @Test
  void thePageTellsWhatIsStatedOnceForSeveralOperations() {
    String page = get("/docs").body();
    for (String filter : Set.of("severity", "cursor", "to")) {
      assertTrue(page.contains("<code>" + filter + "</code> in the query"), filter);
    }
  }

  @Test
  void thePageRunsNothingAndLoadsNothing() throws NoSuchAlgorithmException {
    Reply page = get("/docs");
    assertEquals(200, page.status());
    assertEquals("text/html; charset=utf-8", page.header("Content-Type"));
    for (String no : Set.of("<script", "<link", "<img", "<iframe", " src=", " on", "javascript:")) {
      assertFalse(tags(page.body()).contains(no), no);
    }
    Matcher style = STYLE.matcher(page.body());
    assertTrue(style.find());
    byte[] digest =
        MessageDigest.getInstance("SHA-256")
            .digest(style.group(1).getBytes(StandardCharsets.UTF_8));
    assertEquals(
        "default-src 'none'; frame-ancestors 'none'; style-src 'sha256-"
            + Base64.getEncoder().encodeToString(digest)
            + "'",
        page.header("Content-Security-Policy"));
    assertFalse(style.group(1).contains("url("));
    assertFalse(style.group(1).contains("@import"));
    assertFalse(style.find());
    assertFalse(page.body().contains("style="));
  }

  /** The tags alone, without what is between them. */
  private static String tags(String html) {
    StringBuilder tags = new StringBuilder();
    Matcher tag = Pattern.compile("<[^>]*>").matcher(html);
    while (tag.find()) {
      tags.append(tag.group());
    }
    return tags.toString();
  }

  @Test
  void everyOperationAndFormIsOnThePageAndEveryLinkLeadsThere() {
    String page = get("/docs").body();
    Set<String> ids = new HashSet<>();
    Matcher id = ID.matcher(page);
    while (id.find()) {
      assertTrue(ids.add(id.group(1)), "two are " + id.group(1));
    }
    Documented.DOCUMENT
        .path("paths")
        .forEach(
            path ->
                path.forEach(one -> assertTrue(ids.contains(one.path("operationId").asText()))));
    Documented.DOCUMENT
        .path("components")
        .path("schemas")
        .properties()
        .forEach(one -> assertTrue(ids.contains("schema-" + one.getKey())));
    Matcher link = LINK.matcher(page);
    int links = 0;
    while (link.find()) {
      links++;
      String to = link.group(1);
      assertTrue(
          to.equals("openapi.yml") || (to.startsWith("#") && ids.contains(to.substring(1))), to);
    }
    assertTrue(links > 100);
  }

  @Test
  void whatIsTextInTheDocumentIsTextOnThePage() {
    String page = get("/docs").body();
    assertTrue(page.contains("&lt; 1 hour"));
    assertFalse(page.contains("\"< 1 hour"));
    assertTrue(page.contains("<code>X-Signature-Timestamp</code>"));
    assertTrue(page.contains("Needs <a href=\"#scheme-ApiKey\">X-API-Key</a> and "));
    assertTrue(page.contains("Needs no key."));
    assertFalse(page.contains("{@"));
  }
}
