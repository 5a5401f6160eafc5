package io.tocsin.analysis;

import java.time.Duration;
import java.util.List;

/**
 * What a meeting about it should be like.
 *
 * @param subject such as {@code System Failure Review}
 * @param length 15 minutes to 4 hours
 * @param invitees at most {@value #MOST_INVITEES}
 * @param points to talk about, in this order, at most {@value #MOST_POINTS}
 */
public record MeetingContext(
    String subject, Duration length, List<Invitee> invitees, List<String> points)
    implements Finding {
  public static final int MOST_INVITEES = 10;
  public static final int MOST_POINTS = 12;
  public static final Duration SHORTEST = Duration.ofMinutes(15);
  public static final Duration LONGEST = Duration.ofHours(4);

  /** A role, team or service, not a person, and why it should come. */
  public record Invitee(String who, String why) {
    public Invitee {
      Bounds.text(who, 300, "an invitee");
      Bounds.text(why, Bounds.SENTENCE, "why somebody should come");
    }
  }

  public MeetingContext {
    Bounds.text(subject, 300, "a subject");
    invitees = Bounds.atMost(MOST_INVITEES, invitees, "invitees");
    points = Bounds.sentences(MOST_POINTS, points, "discussion points");
    if (length.compareTo(SHORTEST) < 0 || length.compareTo(LONGEST) > 0) {
      throw new IllegalArgumentException("a meeting takes 15 minutes to 4 hours");
    }
  }
}
