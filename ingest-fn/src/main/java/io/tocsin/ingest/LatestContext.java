package io.tocsin.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import io.tocsin.log.LogContext;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the context of the invocation that runs now. What it replaces registers new singletons at
 * every invocation and never lets go of one, so each is slower than the one before.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
final class LatestContext implements LambdaContextFactory {
  private final AtomicReference<Context> latest = new AtomicReference<>();

  @Override
  public void registerSingletons(Context context) {
    latest.set(context);
    LogContext.begin(
        String.valueOf(context.getFunctionName()), String.valueOf(context.getAwsRequestId()));
  }

  /** The context of the latest invocation. */
  Optional<Context> latest() {
    return Optional.ofNullable(latest.get());
  }
}
