package io.tocsin.aws.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * PutObject of S3, played on loopback: it takes what is signed with the key {@code test} and the
 * secret {@code test}, and checks that as S3 does.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">how
 *     requests are signed</a>
 */
final class PlayedS3 implements AutoCloseable {
  private static final String SCHEME = "AWS4-HMAC-SHA256";

  /** What was put, by path. */
  final Map<String, byte[]> objects = new TreeMap<>();

  int status = 200;
  private final HttpServer server;

  PlayedS3() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  URI endpoint() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    int answer = status;
    try {
      if (!exchange.getRequestMethod().equals("PUT") || !isSigned(exchange, body)) {
        answer = 403;
      }
    } catch (GeneralSecurityException | RuntimeException e) {
      answer = 400;
    }
    if (answer == 200) {
      objects.put(exchange.getRequestURI().getPath(), body);
    }
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }

  private static boolean isSigned(HttpExchange exchange, byte[] body)
      throws GeneralSecurityException {
    String hash = header(exchange, "x-amz-content-sha256");
    if (!hash.equals(sha256(body))) {
      return false;
    }
    // AWS4-HMAC-SHA256 Credential=ID/DAY/REGION/s3/aws4_request, SignedHeaders=…, Signature=…
    String authorization = header(exchange, "Authorization");
    Map<String, String> parts =
        List.of(authorization.substring(SCHEME.length()).strip().split(",\\s*", -1)).stream()
            .map(part -> part.split("=", 2))
            .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    String[] scope = parts.getOrDefault("Credential", "").split("/", 2);
    String names = parts.getOrDefault("SignedHeaders", "");
    String headers =
        List.of(names.split(";", -1)).stream()
            .map(name -> name + ":" + header(exchange, name).strip() + "\n")
            .collect(Collectors.joining());
    String canonical =
        String.join("\n", "PUT", exchange.getRequestURI().getRawPath(), "", headers, names, hash);
    String toSign =
        String.join(
            "\n",
            SCHEME,
            header(exchange, "X-Amz-Date"),
            scope[1],
            sha256(canonical.getBytes(UTF_8)));
    byte[] key = "AWS4test".getBytes(UTF_8);
    for (String part : scope[1].split("/", -1)) {
      key = hmac(key, part);
    }
    return scope[0].equals("test")
        && scope[1].endsWith("/us-east-1/s3/aws4_request")
        && HexFormat.of().formatHex(hmac(key, toSign)).equals(parts.get("Signature"));
  }

  private static String header(HttpExchange exchange, String name) {
    return exchange.getRequestHeaders().getOrDefault(name, List.of("")).get(0);
  }

  private static String sha256(byte[] bytes) throws GeneralSecurityException {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
