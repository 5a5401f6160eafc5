package io.tocsin.watch;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which errand something belongs to, across functions and services. Ids follow from what they are
 * made of, so that what is done again is the same step of the same errand.
 *
 * @param id of the whole errand, 32 hex digits
 * @param span of the step, 16 hex digits
 * @param sampled whether who began it records it
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C: trace context</a>
 */
public record Trace(String id, String span, boolean sampled) {
  /** The header, and the attribute of messages, that carries it. */
  public static final String HEADER = "traceparent";

  /** Later versions may say more after it. */
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

  private static final int ID_BYTES = 16;
  private static final int SPAN_BYTES = 8;

  /** Reads a header; empty when it is none that the standard lets one use. */
  public static Optional<Trace> parse(String header) {
    Matcher form = FORM.matcher(header);
    if (header.length() > 255
        || !form.matches()
        || form.group(1).equals("ff")
        || (form.group(1).equals("00") && form.group(5) != null)
        || form.group(2).matches("0+")
        || form.group(3).matches("0+")) {
      return Optional.empty();
    }
    boolean sampled = (Integer.parseInt(form.group(4), 16) & 1) == 1;
    return Optional.of(new Trace(form.group(2), form.group(3), sampled));
  }

  /** Begins one, of something that there is once. */
  public static Trace begin(String seed) {
    return new Trace(digest("trace", seed, ID_BYTES), digest("span", seed, SPAN_BYTES), true);
  }

  /** The next step of it, of something that the step has for itself. */
  public Trace next(String seed) {
    return new Trace(id, digest("span", header() + " " + seed, SPAN_BYTES), sampled);
  }

  /** As it travels. */
  public String header() {
    return "00-" + id + "-" + span + (sampled ? "-01" : "-00");
  }

  private static String digest(String what, String seed, int bytes) {
    try {
      byte[] text = (what + ":" + seed).getBytes(StandardCharsets.UTF_8);
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(digest, 0, bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
