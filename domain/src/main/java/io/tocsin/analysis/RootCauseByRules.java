package io.tocsin.analysis;

/** The causes that rules suggest. */
record RootCauseByRules(Rulebook rules) implements Agent<RootCause> {
  @Override
  public Question question() {
    return Question.ROOT_CAUSE;
  }

  @Override
  public Maker maker() {
    return rules.maker();
  }

  @Override
  public RootCause look(Circumstances circumstances) {
    return new RootCause(
        rules.suspects(rules.matches(circumstances), circumstances).stream()
            .map(Rulebook.Suspect::cause)
            .toList());
  }
}
