package io.tocsin.aws.dynamodb;

import java.util.List;
import java.util.stream.Stream;

/**
 * A table as data, stated here and nowhere else: whoever makes tables (the stack, a test) makes
 * them from this.
 *
 * @param indexes its indexes
 * @param expires whether items with the attribute {@value #TTL} go away by themselves
 * @param streamed whether a stream tells of every write, with what was there before
 */
public record Table(
    Attribute partition, Attribute sort, List<Index> indexes, boolean expires, boolean streamed) {

  /** The attribute with an item's end, in seconds since 1970. */
  public static final String TTL = "ttl";

  /** The partition of the outbox that holds the silences, and nothing else. */
  public static final String SILENCES = "silences";

  /** The partition of the history that says for which meetings something is to be done. */
  public static final String MEETINGS_DUE = "meetings-due";

  /** What the partitions of the history that hold a day's counters begin with. */
  public static final String REPORT = "report#";

  /** What the partitions of the history begin with that say which changes are counted. */
  public static final String COUNTED = "counted#";

  /** The partition and sort key of every table. */
  static final String PK = "pk";

  static final String SK = "sk";

  /** Lanes by when they are due. */
  static final Index DUE = new Index("due", Attribute.text("dues"), Attribute.number("due"), false);

  /** All lanes by name. Nothing in it ever changes, so that a lane's changes cost nothing here. */
  static final Index LANES = new Index("lanes", Attribute.text("dues"), Attribute.text(PK), false);

  /** Alerts with their deliveries by day. */
  static final Index BY_DAY =
      new Index("by-day", Attribute.text("day"), Attribute.text("at"), true);

  /** Alerts, meetings and lessons by service. */
  static final Index BY_SERVICE =
      new Index("by-service", Attribute.text("service"), Attribute.text("at"), false);

  /** Alerts by owner, and dead letters. */
  static final Index BY_LIST =
      new Index("by-list", Attribute.text("list"), Attribute.text("at"), false);

  /** API keys and quota counters. */
  public static final Table KEYS = table(false);

  /** Waiting deliveries, lanes, and silences, which alone expire. */
  public static final Table OUTBOX = table(false, DUE, LANES);

  /**
   * What happened: alerts with their deliveries, meetings and what was said, lessons; and how often
   * things happened, which is counted from its stream.
   */
  public static final Table HISTORY = table(true, BY_DAY, BY_SERVICE, BY_LIST);

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

  /** All attributes that are part of a key, each once. */
  public List<Attribute> attributes() {
    return Stream.concat(
            Stream.of(partition, sort),
            indexes.stream().flatMap(index -> Stream.of(index.partition(), index.sort())))
        .distinct()
        .toList();
  }

  /** The partition of the keys that counts what a subject has of its quota. */
  public static String quota(String subject) {
    return "quota#" + subject;
  }

  private static Table table(boolean streamed, Index... indexes) {
    return new Table(Attribute.text(PK), Attribute.text(SK), List.of(indexes), true, streamed);
  }
}
