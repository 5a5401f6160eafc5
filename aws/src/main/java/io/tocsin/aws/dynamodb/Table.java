package io.tocsin.aws.dynamodb;

import java.util.List;
import java.util.Optional;

/**
 * A table as data, stated here and nowhere else: whoever makes tables (the stack, a test) makes
 * them from this.
 *
 * @param index its one index
 * @param expires whether items with the attribute {@value #TTL} go away by themselves
 */
public record Table(Attribute partition, Attribute sort, Optional<Index> index, boolean expires) {

  /** The attribute with an item's end, in seconds since 1970. */
  public static final String TTL = "ttl";

  /** The partition of the outbox that holds the silences, and nothing else. */
  public static final String SILENCES = "silences";

  /** The partition and sort key of every table. */
  static final String PK = "pk";

  static final String SK = "sk";

  /** API keys and quota counters. */
  public static final Table KEYS = table(Optional.empty(), true);

  /** Waiting deliveries, lanes, and silences, which alone expire. */
  public static final Table OUTBOX =
      table(
          Optional.of(new Index("due", Attribute.text("dues"), Attribute.number("due"), false)),
          true);

  /** Alerts with their deliveries, and refused messages. */
  public static final Table HISTORY =
      table(
          Optional.of(new Index("by-day", Attribute.text("day"), Attribute.text("at"), true)),
          true);

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
   * A global secondary index. Items without one of its keys are not in it.
   *
   * @param whole whether it holds whole items, or only their keys
   */
  public record Index(String name, Attribute partition, Attribute sort, boolean whole) {}

  /** All attributes that are part of a key. */
  public List<Attribute> attributes() {
    return index
        .map(one -> List.of(partition, sort, one.partition(), one.sort()))
        .orElse(List.of(partition, sort));
  }

  private static Table table(Optional<Index> index, boolean expires) {
    return new Table(Attribute.text(PK), Attribute.text(SK), index, expires);
  }
}
