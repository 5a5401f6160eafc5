package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Channel.DigestLine;
import io.tocsin.delivery.Channel.Notice;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The id of a message at a service that shows no id twice. It follows from everything the message
 * is about: a repeat has the same, and a message with one alert more has another, since a service
 * that knows the id would drop that alert.
 */
final class MessageId {
  /** Of the digest: 24 digits, what the shortest field for such an id takes. */
  private static final int BYTES = 12;

  private MessageId() {}

  static String of(List<Notice> notices, List<DigestLine> digest) {
    StringBuilder all = new StringBuilder();
    notices.forEach(notice -> all.append(notice.delivery().id()).append('\n'));
    digest.forEach(line -> all.append(line).append('\n'));
    return hash(all.toString());
  }

  /** The id of a message's change: the alert is the one that came later. */
  static String ofChange(Notice notice) {
    return hash("change\n" + notice.delivery().id() + "\n" + notice.alert().id());
  }

  /** A name for what has a longer or odder one. */
  static String ofStory(String name) {
    return hash("story\n" + name);
  }

  private static String hash(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
