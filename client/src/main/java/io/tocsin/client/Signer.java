package io.tocsin.client;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests: {@code X-Signature} is the lower-case hex HMAC-SHA256 of the timestamp, a dot and
 * the bytes of the body, with the secret's UTF-8 bytes for its key.
 */
final class Signer {
  private static final String ALGORITHM = "HmacSHA256";

  private final String keyId;
  private final SecretKey secret;

  /**
   * @param keyId names the key
   * @param secret at least one character
   */
  Signer(String keyId, String secret) {
    this.keyId = keyId;
    this.secret = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** Adds the three headers. */
  void sign(HttpRequest.Builder request, byte[] body, Instant now) {
    String timestamp = Long.toString(now.getEpochSecond());
    request
        .header("X-API-Key", keyId)
        .header("X-Timestamp", timestamp)
        .header("X-Signature", signature(timestamp, body));
  }

  String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      mac.update((timestamp + ".").getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
