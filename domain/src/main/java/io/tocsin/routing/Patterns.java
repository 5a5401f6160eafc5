package io.tocsin.routing;

/**
 * Makes conditions of regular expressions. What they are held against is written by others, so an
 * implementation must match in time linear in the value's length, whatever the expression.
 */
@FunctionalInterface
public interface Patterns {

  /**
   * A condition that the whole value matches.
   *
   * @throws IllegalArgumentException when it is no expression, or too large a one; the message says
   *     what is wrong
   */
  Condition compile(String expression);
}
