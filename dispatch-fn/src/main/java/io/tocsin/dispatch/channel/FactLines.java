package io.tocsin.dispatch.channel;

import io.tocsin.dispatch.channel.Portrait.Fact;
import java.util.List;
import java.util.stream.Collectors;

/** The facts of an alert as text, one in a line. */
final class FactLines {
  static final int NAME = 100;
  static final int VALUE = 300;

  private FactLines() {}

  static String of(List<Fact> facts) {
    return facts.stream()
        .map(fact -> Text.cut(fact.name(), NAME) + ": " + Text.cut(fact.value(), VALUE))
        .collect(Collectors.joining("\n"));
  }
}
