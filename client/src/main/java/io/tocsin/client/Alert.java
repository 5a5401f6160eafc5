package io.tocsin.client;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened and that somebody should be told of.
 *
 * <p>Making one does not fail: alerts are made where something has gone wrong already, with texts
 * such as {@link Throwable#getMessage()}, so one that is {@code null} counts as empty. Whether the
 * alert can be sent is judged when it is sent, by its {@link Result}.
 *
 * <p>Instances do not change, with one exception: containers among the details are not copied. They
 * are read while {@code send} or {@code sendAsync} runs, not after it has returned.
 */
public final class Alert {
  private static final String NAME = "alert_id";
  private static final String KIND = "kind";
  private static final String TIMESTAMP = "timestamp";
  private static final String RESOLVED = "resolved";

  private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");

  private final Priority priority;
  private final String service;
  private final String title;
  private final String message;
  private final String type;
  private final Map<String, @Nullable Object> details;

  private Alert(Builder builder) {
    this.priority = builder.priority;
    this.service = builder.service;
    this.title = builder.title;
    this.message = builder.message;
    this.type = builder.type;
    this.details = Collections.unmodifiableMap(new LinkedHashMap<>(builder.details));
  }

  /**
   * An alert with no more than it needs.
   *
   * @param service what it is about; Tocsin takes up to 256 characters
   * @param title what happened, in a line; Tocsin takes up to 1,024 characters
   */
  public static Alert of(Priority priority, String service, @Nullable String title) {
    return builder(priority, service, title).build();
  }

  /**
   * An alert with more than it needs.
   *
   * @param service what it is about; Tocsin takes up to 256 characters
   * @param title what happened, in a line; Tocsin takes up to 1,024 characters
   */
  public static Builder builder(Priority priority, String service, @Nullable String title) {
    return new Builder(priority, service, title);
  }

  public Priority priority() {
    return priority;
  }

  public String service() {
    return service;
  }

  public String title() {
    return title;
  }

  /** More about it; may be empty. */
  public String message() {
    return message;
  }

  /** Tocsin's type, by which routes can choose; empty: none. */
  public String type() {
    return type;
  }

  /** What it tells of, by {@code details.kind}. */
  public Kind kind() {
    return Kind.of(details.get(KIND));
  }

  /** The sender's own name for it, by {@code details.alert_id}. */
  public Optional<String> name() {
    Object name = details.get(NAME);
    boolean named =
        (name instanceof String text && !text.isBlank())
            || (name instanceof Number number && WHOLE.matcher(number.toString()).matches());
    return named ? Optional.of(String.valueOf(name)) : Optional.empty();
  }

  /** Everything else, in the order in which it was given; cannot be changed. */
  public Map<String, @Nullable Object> details() {
    return details;
  }

  /** Leaves the details out: what is in there is nobody's business but the receiver's. */
  @Override
  public String toString() {
    return priority + " " + service + ": " + title;
  }

  /** The details as they are sent: with the time, where the alert has none of its own. */
  Map<String, @Nullable Object> detailsAt(Instant now) {
    Map<String, @Nullable Object> timed = new LinkedHashMap<>(details);
    timed.putIfAbsent(TIMESTAMP, now.toString());
    return timed;
  }

  /** Gathers what an alert says. */
  public static final class Builder {
    private final Priority priority;
    private final String service;
    private final String title;
    private final Map<String, @Nullable Object> details = new LinkedHashMap<>();
    private String message = "";
    private String type = "";

    private Builder(Priority priority, String service, @Nullable String title) {
      this.priority = priority;
      this.service = service;
      this.title = Objects.requireNonNullElse(title, "");
    }

    /** More about it; Tocsin takes up to 65,536 characters. */
    public Builder message(@Nullable String text) {
      message = Objects.requireNonNullElse(text, "");
      return this;
    }

    /** Tocsin's type, by which routes can choose, such as {@code security}. */
    public Builder type(@Nullable String name) {
      type = Objects.requireNonNullElse(name, "");
      return this;
    }

    /** Says that it is no failure. Sets {@code details.kind}. */
    public Builder kind(Kind kind) {
      return detail(KIND, kind.word());
    }

    /**
     * Names it, so that what is sent later under the same name is news of the same alert: worse,
     * better, {@linkplain #resolved() over}. Sets {@code details.alert_id}.
     *
     * <p>Without a name the client makes one up for each call of {@code send}.
     *
     * @param name the same for all news of the alert; Tocsin takes up to 256 characters
     */
    public Builder name(@Nullable String name) {
      return detail(NAME, name);
    }

    /**
     * When it happened; without this, the time of the call of {@code send}. Sets {@code
     * details.timestamp}.
     *
     * <p>Two calls of {@code send} with the same name, time and everything else are one event.
     */
    public Builder at(@Nullable Instant time) {
      return detail(TIMESTAMP, time == null ? null : time.toString());
    }

    /**
     * Says that it is over; of use together with a {@link #name}. Sets {@code details.resolved}.
     */
    public Builder resolved() {
      return detail(RESOLVED, true);
    }

    /**
     * Adds a detail, or replaces the one of that name.
     *
     * @param value a {@link String}, {@link Number}, {@link Boolean}, {@link Map} with texts for
     *     keys or {@link java.util.Collection} of such, or {@code null}, at most 30 levels deep;
     *     with anything else the alert will be refused, unsent
     */
    public Builder detail(String name, @Nullable Object value) {
      details.put(name, value);
      return this;
    }

    /** Adds all of them, as {@link #detail} does. */
    public Builder details(Map<String, ? extends @Nullable Object> more) {
      more.forEach(this::detail);
      return this;
    }

    /** The alert; the builder may be used further. */
    public Alert build() {
      return new Alert(this);
    }
  }
}
