package io.tocsin.ingest.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The API's document, OpenAPI 3.1, as it was written when this was compiled. It is read when
 * somebody first asks for it, so that no start waits for it.
 *
 * @see <a href="https://spec.openapis.org/oas/v3.1.0">The OpenAPI Specification</a>
 */
public final class ApiDocument {
  private static final String FILE = "META-INF/swagger/openapi.yml";

  private ApiDocument() {}

  /** Its text, YAML. */
  public static String text() {
    return Text.YAML;
  }

  /** The page that shows it, HTML. */
  public static String page() {
    return Page.HTML;
  }

  /** What the page's style sheet, which is in it, must be said to be: {@code 'sha256-…'}. */
  public static String pageStyle() {
    return Page.STYLE;
  }

  private static final class Text {
    static final String YAML = resource("/" + FILE);
  }

  private static final class Page {
    private static final String CSS = resource("docs.css");
    static final String HTML = new DocsPage(json(), CSS).html();
    static final String STYLE = DocsPage.digest(CSS);
  }

  private static JsonNode json() {
    Object document = new Load(LoadSettings.builder().build()).loadFromString(text());
    if (!(document instanceof Map<?, ?>)) {
      throw new IllegalStateException(FILE + " holds no document");
    }
    try {
      return Wire.parse(Wire.write(document));
    } catch (InvalidJsonException e) {
      throw new IllegalStateException(FILE + " holds what JSON cannot", e);
    }
  }

  private static String resource(String name) {
    try (InputStream file = ApiDocument.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
