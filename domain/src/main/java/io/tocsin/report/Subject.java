package io.tocsin.report;

/**
 * What is counted about.
 *
 * @param channel what the target is reached by; empty for what is no target
 * @param name the target's or the service's; empty for meetings
 */
public record Subject(Kind kind, String channel, String name) {

  /** The kinds of subjects. */
  public enum Kind {
    TARGET,
    SERVICE,
    MEETINGS
  }

  public static Subject target(String channel, String name) {
    return new Subject(Kind.TARGET, channel, name);
  }

  public static Subject service(String name) {
    return new Subject(Kind.SERVICE, "", name);
  }

  public static Subject meetings() {
    return new Subject(Kind.MEETINGS, "", "");
  }
}
