package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import io.tocsin.log.LogContext;
import jakarta.inject.Singleton;

/**
 * Keeps nothing of an invocation. Micronaut's own (function-aws 4.11.0) registers the context as a
 * new singleton at every call and never lets go of it: an instance grows, and slows down as it
 * looks through the list. Nothing here asks for the context.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class ContextFactory implements LambdaContextFactory {

  @Override
  public void registerSingletons(Context context) {
    // See above: what is not kept cannot pile up. The log keeps its ids until the next.
    LogContext.begin(
        String.valueOf(context.getFunctionName()), String.valueOf(context.getAwsRequestId()));
  }
}
