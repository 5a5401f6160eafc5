package io.tocsin.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What became of one request. */
sealed interface Attempt {
  int OK = 200;
  int TOO_MANY_REQUESTS = 429;

  /** What became of it, in a few words. */
  String told();

  /** How long the receiver wants to be left alone. */
  Duration asked();

  /** Whether a later attempt may fare better. */
  boolean mayPass();

  /** Whether the receiver may have taken the alert without our knowing. */
  boolean perhapsAccepted();

  /**
   * There was an answer.
   *
   * @param asked from {@code Retry-After} and {@code retry_after}; zero: nothing
   * @param text the body, or what of it was read
   */
  record Answered(int status, Duration asked, String text) implements Attempt {
    private static final int LONGEST = 500;

    boolean accepted() {
      return status == OK;
    }

    @Override
    public boolean mayPass() {
      return status == TOO_MANY_REQUESTS || status >= 500;
    }

    /**
     * A gateway answers 5xx, too, when it heard nothing from what it had passed the alert on to.
     */
    @Override
    public boolean perhapsAccepted() {
      return status >= 500;
    }

    @Override
    public String told() {
      String message = message();
      return "answered " + status + (message.isEmpty() ? "" : ": " + message);
    }

    /** The member {@code message}, or else the text as it is, shortened. */
    String message() {
      String said = member("message", String.class).orElse(text).strip();
      String line = said.replaceAll("\\p{Cntrl}+", " ");
      return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A member of the body, where the body is an object and the member is of that type. */
    <T> Optional<T> member(String name, Class<T> type) {
      Map<String, @Nullable Object> json = JsonReader.object(text).orElse(Map.of());
      Object value = json.get(name);
      return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
  }

  /** There was none. */
  record Failed(String told, boolean perhapsAccepted) implements Attempt {
    @Override
    public Duration asked() {
      return Duration.ZERO;
    }

    @Override
    public boolean mayPass() {
      return true;
    }
  }
}
