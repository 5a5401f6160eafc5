package io.tocsin.routing;

import java.util.Set;

/** What a value of an alert is to be like. */
@FunctionalInterface
public interface Condition {

  boolean holds(String value);

  /** The value is one of these. */
  static Condition oneOf(Set<String> values) {
    return new OneOf(Set.copyOf(values));
  }

  /** See {@link #oneOf}. */
  record OneOf(Set<String> values) implements Condition {
    @Override
    public boolean holds(String value) {
      return values.contains(value);
    }
  }
}
