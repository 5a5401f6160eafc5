package io.tocsin.wire;

import java.util.Optional;

/**
 * The other message on the {@code wakes} queue: {@code {"version":1,"redeliver":"…","target":"…"}},
 * with the id of an alert and, for one of its deliveries only, a target.
 */
public final class RedeliveryJson {
  private static final int VERSION = 1;
  private static final int LONGEST = 1000;

  private record Message(int version, String redeliver, Optional<String> target) {}

  /** What is to be brought back. */
  public record Redelivery(String alertId, Optional<String> target) {}

  private RedeliveryJson() {}

  public static String write(String alertId, Optional<String> target) {
    return Wire.write(new Message(VERSION, alertId, target));
  }

  /**
   * What is to be brought back.
   *
   * @throws InvalidJsonException when the message asks for no redelivery
   */
  public static Redelivery read(String text) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(text));
    String alertId = fields.required("redeliver", LONGEST);
    Optional<String> target = fields.optional("target", LONGEST);
    fields.check();
    return new Redelivery(alertId, target);
  }
}
