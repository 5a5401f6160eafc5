package io.tocsin.config;

import java.util.Optional;

/** Reads numbers from variables. */
record Ranges(Variables variables, Mistakes mistakes) {

  /** A whole number; absent when it is not set, or is a mistake. */
  Optional<Integer> integer(String name, int least, int most) {
    Optional<String> text = variables.get(name);
    // At most nine digits, so that it can be parsed; the range says the rest.
    Optional<Integer> value = text.filter(t -> t.matches("\\d{1,9}")).map(Integer::valueOf);
    if (text.isPresent() && value.filter(n -> n >= least && n <= most).isEmpty()) {
      mistakes.add(name + " must be a whole number from " + least + " to " + most);
      return Optional.empty();
    }
    return value;
  }
}
