package io.tocsin.analysis;

/** What the four agents are asked, one each. */
public enum Question {
  ROOT_CAUSE(
      "root cause",
      "What is it, probably, and how can one make sure?",
      "names up to 5 probable causes, each with a confidence, what speaks for it, and what to check"),

  COMPLIANCE(
      "compliance",
      "What must be done because of laws, contracts or rules of one's own, and by when?",
      "names what may have to be done, by when and why, and whether a deadline has passed"),

  MEETING_CONTEXT(
      "meeting context",
      "Who should come, and what is there to talk about?",
      "names roles, teams and services that should come and why, what to discuss, and how long"),

  LEARNING(
      "learning",
      "What was like this before, and what helped?",
      "names what recurs, what helped before and how long meetings took, and keeps a record");

  private final String words;
  private final String asks;
  private final String does;

  Question(String words, String asks, String does) {
    this.words = words;
    this.asks = asks;
    this.does = does;
  }

  /** As people say it. */
  public String words() {
    return words;
  }

  /** The question itself. */
  public String asks() {
    return asks;
  }

  /** What an agent does that answers it. */
  public String does() {
    return does;
  }
}
