package io.tocsin.infra;

import java.util.List;

/**
 * The shape of a table. The adapters that read and write it state theirs in the module {@code aws};
 * a test holds the two together. Every table's items may carry {@value #TTL}, their end in seconds
 * since 1970.
 */
public record TableSchema(String name, Attribute partition, Attribute sort, List<Index> indexes) {
  public static final String TTL = "ttl";

  /** The partition of the outbox that holds the silences, and nothing else. */
  public static final String SILENCES = "silences";

  /** What the partitions of the outbox that hold a lane and its deliveries begin with. */
  public static final String LANE = "lane#";

  /** What the partitions of the outbox begin with that hold what was asked of a service once. */
  public static final String OPENED = "opened#";

  /** The index of the outbox that holds the names of lanes, and nothing else. */
  public static final String ALL_LANES = "lanes";

  /** What the partitions of the history that hold an alert and its deliveries begin with. */
  public static final String ALERT = "alert#";

  /** What those that hold an incident begin with. */
  public static final String INCIDENT = "incident#";

  /** The partition of the history that says for which meetings something is to be done. */
  public static final String MEETINGS_DUE = "meetings-due";

  /** What the partitions of the history begin with that hold an alert and its deliveries. */
  public static final String OF_ALERT = "alert#";

  /** What the partitions of the history that hold a meeting begin with. */
  public static final String OF_MEETING = "meeting#";

  /** What the partitions of the history that hold a day's counters begin with. */
  public static final String REPORT = "report#";

  /** What the partitions of the history begin with that say which changes are counted. */
  public static final String COUNTED = "counted#";

  /** The partition of the keys that counts requests to a language model. */
  public static final String MODEL_REQUESTS = "quota#language-model";

  /** What the encryption context is called in which the secrets of API keys are sealed. */
  public static final String SEALED_FOR = "tocsin:key";

  private static final Attribute PK = Attribute.text("pk");
  private static final Attribute SK = Attribute.text("sk");

  /** API keys and quota counters. */
  public static final TableSchema KEYS = new TableSchema("keys", PK, SK, List.of());

  /** Waiting deliveries and lanes; its indexes tell which lanes are due, and which there are. */
  public static final TableSchema OUTBOX =
      new TableSchema(
          "outbox",
          PK,
          SK,
          List.of(
              new Index("due", Attribute.text("dues"), Attribute.number("due"), false),
              new Index(ALL_LANES, Attribute.text("dues"), Attribute.text("pk"), false)));

  /**
   * What happened; its indexes tell what is recent, what is about the same service, and what is an
   * owner's or dead.
   */
  public static final TableSchema HISTORY =
      new TableSchema(
          "history",
          PK,
          SK,
          List.of(
              new Index("by-day", Attribute.text("day"), Attribute.text("at"), true),
              new Index("by-service", Attribute.text("service"), Attribute.text("at"), false),
              new Index("by-list", Attribute.text("list"), Attribute.text("at"), false)));

  /** An attribute that is part of a key: text, or else a number. */
  public record Attribute(String name, boolean isText) {
    static Attribute text(String name) {
      return new Attribute(name, true);
    }

    static Attribute number(String name) {
      return new Attribute(name, false);
    }
  }

  /**
   * A global secondary index.
   *
   * @param whole whether it holds whole items, or only their keys
   */
  public record Index(String name, Attribute partition, Attribute sort, boolean whole) {}
}
