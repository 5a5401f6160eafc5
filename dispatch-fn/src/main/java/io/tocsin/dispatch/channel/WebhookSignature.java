package io.tocsin.dispatch.channel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signature of Standard Webhooks, version 1: HMAC-SHA256 over id, timestamp and body. */
final class WebhookSignature {
  private static final String PREFIX = "whsec_";

  private WebhookSignature() {}

  /**
   * Signs.
   *
   * @param secret {@code whsec_} and Base64 of the key, in either alphabet
   * @param timestamp seconds since 1970
   * @return the value of {@code webhook-signature}
   */
  static String sign(String secret, String id, String timestamp, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key(secret), "HmacSHA256"));
      byte[] signed = (id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8);
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  private static byte[] key(String secret) {
    try {
      return Base64.getUrlDecoder()
          .decode(secret.substring(PREFIX.length()).replace('+', '-').replace('/', '_'));
    } catch (IllegalArgumentException e) {
      // Without the cause, which quotes characters of it.
      throw new IllegalStateException("the secret is not whsec_ and Base64");
    }
  }
}
