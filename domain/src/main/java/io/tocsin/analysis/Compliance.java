package io.tocsin.analysis;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * What must be done, and by when.
 *
 * @param duties the earliest first, at most {@value #MOST}
 */
public record Compliance(Status status, List<Duty> duties) implements Finding {
  public static final int MOST = 20;

  /** How things stand. */
  public enum Status {
    /** Nothing is known that must be done. */
    CLEAR("nothing known that must be done"),

    /** Something may have to be done; people say whether its condition holds. */
    OPEN("to be decided"),

    /** A deadline has passed. */
    OVERDUE("a deadline has passed");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** As people say it. */
    public String words() {
      return words;
    }
  }

  /**
   * An obligation that this alert may bring.
   *
   * @param due reckoned from when the alert became known
   */
  public record Duty(Obligation obligation, Instant due) {}

  public Compliance {
    duties =
        Bounds.atMost(MOST, duties, "duties").stream()
            .sorted(Comparator.comparing(Duty::due))
            .toList();
    if (duties.isEmpty() != (status == Status.CLEAR)) {
      throw new IllegalArgumentException("it is clear exactly when there is no duty");
    }
  }

  /** What these duties make at a time. */
  public static Compliance at(Instant now, List<Duty> duties) {
    if (duties.isEmpty()) {
      return new Compliance(Status.CLEAR, duties);
    }
    boolean late = duties.stream().anyMatch(duty -> duty.due().isBefore(now));
    return new Compliance(late ? Status.OVERDUE : Status.OPEN, duties);
  }
}
