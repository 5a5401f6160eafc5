package io.tocsin.alert;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Ids that follow from what was sent, so that a request sent twice is one event and nobody has to
 * remember which were seen.
 *
 * <p>Each part is hashed with its length, so that no two lists of parts run together alike.
 */
public final class EventId {
  /** What the ids of Tocsin's own alerts begin with. */
  public static final String OPERATOR = "op_";

  private EventId() {}

  /**
   * The id of an event whose sender names it: a further body under the same name is further news.
   */
  public static String named(String key, String name, byte[] body) {
    return derive("ev_", utf8("named"), utf8(key), utf8(name), body);
  }

  /** The id of an event without a name: only the very same signed request is the same event. */
  public static String unnamed(String key, String timestamp, byte[] signature, int index) {
    return derive(
        "ev_", utf8("unnamed"), utf8(key), utf8(timestamp), signature, utf8(String.valueOf(index)));
  }

  /**
   * The id of an event that a service numbers which brings it, perhaps more than once.
   *
   * @param parts who numbers it, and its number there
   */
  public static String foreign(String... parts) {
    return derive("ev_", utf8("foreign"), utf8(digest(parts)));
  }

  /** What all news that a source sends of one alert of its own have in common. */
  static String incident(String key, String source, String name) {
    return derive("in_", utf8(key), utf8(source), utf8(name));
  }

  /** What all alerts of a source have in common that it gives no name, but the same kind. */
  public static String kind(String key, String source, String service, String type) {
    return derive("in_", utf8("kind"), utf8(key), utf8(source), utf8(service), utf8(type));
  }

  /** The id of an incident's meeting: the same for whoever wants one. */
  public static String meeting(String incident, int occasion) {
    return derive("mt_", utf8(incident), utf8(String.valueOf(occasion)));
  }

  /** What the same parts always make: 24 letters and digits, for the keys of stores. */
  public static String digest(String... parts) {
    return derive("", each(parts));
  }

  /** The id of a delivery: one alert to one target. */
  public static String delivery(String alertId, String target) {
    return derive("dl_", utf8(alertId), utf8(target));
  }

  /** The id of an alert of Tocsin's own: the same parts make the same alert, which is sent once. */
  public static String operator(String... parts) {
    return derive(OPERATOR, each(parts));
  }

  private static String derive(String prefix, byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(utf8(part.length + ":"));
        digest.update(part);
      }
      return prefix + HexFormat.of().formatHex(digest.digest(), 0, 12);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static byte[][] each(String... parts) {
    byte[][] bytes = new byte[parts.length][];
    for (int i = 0; i < parts.length; i++) {
      bytes[i] = utf8(parts[i]);
    }
    return bytes;
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
