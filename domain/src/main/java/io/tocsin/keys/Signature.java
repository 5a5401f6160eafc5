package io.tocsin.keys;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 over {@code timestamp + "." + body}, with the secret's UTF-8 bytes as the key,
 * written as lower-case hex. Always over the bytes as they came, never over JSON that was read and
 * written again.
 */
public final class Signature {
  /** The bytes of a SHA-256. */
  public static final int LENGTH = 32;

  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private Signature() {}

  /** The 32 bytes of the signature. */
  public static byte[] sign(Secret secret, String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = secret.reveal().getBytes(StandardCharsets.UTF_8);
      // A key of no bytes is refused by the JDK; HMAC pads it with zeros, so one zero is the same.
      mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, "HmacSHA256"));
      mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
      mac.update((byte) '.');
      return mac.doFinal(body);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** As it is written in a header: lower-case hex. */
  public static String hex(byte[] signature) {
    return HexFormat.of().formatHex(signature);
  }

  /** The 32 bytes written in a header, in either case; empty when it is anything else. */
  public static Optional<byte[]> decode(String header) {
    return HEX.matcher(header).matches()
        ? Optional.of(HexFormat.of().parseHex(header))
        : Optional.empty();
  }

  /**
   * Whether one of the secrets made the signature. Every secret is tried and each comparison takes
   * the same time whatever it compares.
   */
  public static boolean matches(
      byte[] signature, Collection<Secret> secrets, String timestamp, byte[] body) {
    boolean matched = false;
    for (Secret secret : secrets) {
      matched |= MessageDigest.isEqual(sign(secret, timestamp, body), signature);
    }
    return matched;
  }
}
