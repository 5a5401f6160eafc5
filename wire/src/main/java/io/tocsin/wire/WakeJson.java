package io.tocsin.wire;

/** The message on the {@code wakes} queue: {@code {"version":1,"lane":"…"}}. */
public final class WakeJson {
  private static final int VERSION = 1;

  private record Wake(int version, String lane) {}

  private WakeJson() {}

  public static String write(String lane) {
    return Wire.write(new Wake(VERSION, lane));
  }

  /**
   * The lane to wake.
   *
   * @throws InvalidJsonException when the message is no wake
   */
  public static String read(String text) throws InvalidJsonException {
    Fields fields = Fields.of(Wire.parse(text));
    String lane = fields.required("lane", 256);
    fields.check();
    return lane;
  }
}
