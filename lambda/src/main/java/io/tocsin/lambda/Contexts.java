package io.tocsin.lambda;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.ApplicationContextBuilder;
import io.micronaut.context.env.Environment;

/** How the functions' application contexts are made. */
public final class Contexts {
  private static final String LAMBDA = "lambda";

  private Contexts() {}

  /**
   * As usual on Lambda, but without making every bean at the start: ports that a function does not
   * ask for are not configured where it runs.
   */
  public static ApplicationContextBuilder onLambda() {
    return ApplicationContext.builder(Environment.FUNCTION, LAMBDA);
  }
}
