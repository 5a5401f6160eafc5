package io.tocsin.local.http;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Small pages without scripts; their one style sheet is all that their policy lets through. */
public final class Html {
  private static final Pattern HERE =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d+)?");

  private static final String STYLE =
      """
      :root{color-scheme:light dark;--back:#f6f7f9;--card:#fff;--text:#1d2127;--soft:#5b6470;--line:#d9dde3}
      @media(prefers-color-scheme:dark){:root{--back:#16181c;--card:#22252b;--text:#e6e8eb;--soft:#9aa3ae;--line:#363b43}}
      body{margin:0;background:var(--back);color:var(--text);font:15px/1.5 system-ui,sans-serif}
      main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem}
      h1{font-size:1.35rem;margin:0 0 .25rem}h2{font-size:1rem;margin:0}p{margin:.35rem 0}
      a{color:inherit}.soft{color:var(--soft);font-size:.87rem}
      table{border-collapse:collapse;margin:1rem 0;font-variant-numeric:tabular-nums}
      th,td{text-align:left;padding:.25rem .9rem .25rem 0;border-bottom:1px solid var(--line)}
      td.n,th.n{text-align:right}
      article{background:var(--card);border:1px solid var(--line);border-radius:8px;padding:.75rem 1rem;margin:.75rem 0}
      section{border-left:4px solid var(--line);padding:.1rem 0 .1rem .8rem;margin:.6rem 0}
      .text{white-space:pre-wrap;overflow-wrap:anywhere}
      dl{display:grid;grid-template-columns:repeat(auto-fill,minmax(11rem,1fr));gap:.4rem 1rem;margin:.5rem 0}
      dt{font-size:.8rem;color:var(--soft)}dd{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
      """;

  private Html() {}

  /**
   * A page.
   *
   * @param title plain text
   * @param style further rules
   * @param body HTML, everything from outside in it {@linkplain #escape escaped}
   * @param refresh seconds after which a browser loads it again
   */
  public record Page(String title, String style, String body, Optional<Integer> refresh) {}

  /** Text as it may stand in HTML, between tags and in quoted attributes. */
  public static String escape(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /**
   * Whether the request names this machine. A page elsewhere whose name was pointed here must not
   * read what is meant for the person at this machine.
   */
  public static boolean fromHere(HttpExchange exchange) {
    List<String> hosts = exchange.getRequestHeaders().getOrDefault("Host", List.of());
    return hosts.size() == 1 && HERE.matcher(hosts.get(0)).matches();
  }

  public static void write(HttpExchange exchange, Page page) throws IOException {
    String style = STYLE + page.style();
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "text/html; charset=utf-8");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set(
        "Content-Security-Policy",
        "default-src 'none'; style-src 'sha256-"
            + sha256(style)
            + "'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'");
    Bodies.write(exchange, 200, text(page, style).getBytes(StandardCharsets.UTF_8));
  }

  private static String text(Page page, String style) {
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
        + page.refresh()
            .map(seconds -> "<meta http-equiv=\"refresh\" content=\"" + seconds + "\">")
            .orElse("")
        + "<title>"
        + escape(page.title())
        + "</title><style>"
        + style
        + "</style></head><body><main>"
        + page.body()
        + "</main></body></html>";
  }

  private static String sha256(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
