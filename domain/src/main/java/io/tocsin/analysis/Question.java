package io.tocsin.analysis;

/** What the four agents are asked, one each. */
public enum Question {
  /** What is it, probably, and how can one make sure? */
  ROOT_CAUSE("root cause"),

  /** What must be done because of laws, contracts or rules of one's own, and by when? */
  COMPLIANCE("compliance"),

  /** Who should come, and what is there to talk about? */
  MEETING_CONTEXT("meeting context"),

  /** What was like this before, and what helped? */
  LEARNING("learning");

  private final String words;

  Question(String words) {
    this.words = words;
  }

  /** As people say it. */
  public String words() {
    return words;
  }
}
