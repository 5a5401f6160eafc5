package io.tocsin.alert;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The thing that happened: one record, also the message on the {@code alerts} queue.
 *
 * @param id the event's id: the same for every repeat of one event (see {@link EventId})
 * @param source who noticed it, e.g. {@code heimdallr}
 * @param service what it is about, e.g. {@code plex}
 * @param type the kind of alert, {@value #DEFAULT_TYPE} when the sender names none
 * @param detectedAt when the sender says it happened
 * @param receivedAt when Tocsin took it in, in whole milliseconds; orders alerts in lanes and
 *     history
 * @param details what the sender added, any JSON
 * @param extra members the format does not know, kept as a JSON object
 * @param name the sender's own name for the alert; further news of one story share it
 * @param key the id of the API key it was signed with, absent for queue producers
 * @param owner whose key that is; told in person where there is a way, besides what routes say
 * @param unwanted why its owner does not want to be told, for people to read
 */
public record Alert(
    String id,
    String source,
    String service,
    String type,
    Severity severity,
    Status status,
    String title,
    String message,
    Optional<Instant> detectedAt,
    Instant receivedAt,
    List<String> affectedSystems,
    Map<String, String> labels,
    Json details,
    Json extra,
    Optional<String> name,
    Optional<String> key,
    Optional<String> owner,
    Optional<String> unwanted) {

  public static final String DEFAULT_TYPE = "alert";

  public Alert {
    affectedSystems = List.copyOf(affectedSystems);
    labels = Map.copyOf(labels);
  }

  /** What all news of one alert have in common, when its sender names it. */
  public Optional<String> incident() {
    return name.map(own -> EventId.incident(key.orElse(""), source, own));
  }

  /**
   * The same, for the owner of the key it was signed with.
   *
   * @param why why the owner does not want to be told; empty: it does
   */
  public Alert of(String whose, Optional<String> why) {
    return new Alert(
        id,
        source,
        service,
        type,
        severity,
        status,
        title,
        message,
        detectedAt,
        receivedAt,
        affectedSystems,
        labels,
        details,
        extra,
        name,
        key,
        Optional.of(whose),
        why);
  }

  /** Starts an alert from the members that every alert has. */
  public static Builder builder(String id, String source, String service, String title) {
    return new Builder(id, source, service, title);
  }

  /** Collects an alert's optional members; each has the default that its absence means. */
  public static final class Builder {
    private final String id;
    private final String source;
    private final String service;
    private final String title;
    private String type = DEFAULT_TYPE;
    private Severity severity = Severity.MEDIUM;
    private Status status = Status.FIRING;
    private String message = "";
    private Optional<Instant> detectedAt = Optional.empty();
    private Instant receivedAt = Instant.EPOCH;
    private List<String> affectedSystems = List.of();
    private Map<String, String> labels = Map.of();
    private Json details = Json.EMPTY;
    private Json extra = Json.EMPTY;
    private Optional<String> name = Optional.empty();
    private Optional<String> key = Optional.empty();
    private Optional<String> owner = Optional.empty();
    private Optional<String> unwanted = Optional.empty();

    private Builder(String id, String source, String service, String title) {
      this.id = id;
      this.source = source;
      this.service = service;
      this.title = title;
    }

    public Builder type(String value) {
      type = value;
      return this;
    }

    public Builder severity(Severity value) {
      severity = value;
      return this;
    }

    public Builder status(Status value) {
      status = value;
      return this;
    }

    public Builder message(String value) {
      message = value;
      return this;
    }

    public Builder detectedAt(Optional<Instant> value) {
      detectedAt = value;
      return this;
    }

    public Builder receivedAt(Instant value) {
      receivedAt = Instant.ofEpochMilli(value.toEpochMilli());
      return this;
    }

    public Builder affectedSystems(List<String> value) {
      affectedSystems = value;
      return this;
    }

    public Builder labels(Map<String, String> value) {
      labels = value;
      return this;
    }

    public Builder details(Json value) {
      details = value;
      return this;
    }

    public Builder extra(Json value) {
      extra = value;
      return this;
    }

    public Builder name(Optional<String> value) {
      name = value;
      return this;
    }

    public Builder key(Optional<String> value) {
      key = value;
      return this;
    }

    public Builder owner(Optional<String> value) {
      owner = value;
      return this;
    }

    public Builder unwanted(Optional<String> value) {
      unwanted = value;
      return this;
    }

    public Alert build() {
      return new Alert(
          id,
          source,
          service,
          type,
          severity,
          status,
          title,
          message,
          detectedAt,
          receivedAt,
          affectedSystems,
          labels,
          details,
          extra,
          name,
          key,
          owner,
          unwanted);
    }
  }
}
