package io.tocsin.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.function.aws.DefaultLambdaContextFactory;
import io.micronaut.function.aws.LambdaContextFactory;
import io.tocsin.log.LogContext;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps the context of the invocation that runs now. What it replaces (function-aws 4.11.0)
 * registers new singletons at every invocation and never lets go of one, so each is slower than the
 * one before.
 */
@Singleton
@Replaces(DefaultLambdaContextFactory.class)
public final class LatestContext implements LambdaContextFactory {
  /** Where nobody stops a function that takes long. */
  private static final Duration UNLIMITED = Duration.ofHours(1);

  private final AtomicReference<Context> latest = new AtomicReference<>();

  @Override
  public void registerSingletons(Context context) {
    latest.set(context);
    LogContext.begin(
        String.valueOf(context.getFunctionName()), String.valueOf(context.getAwsRequestId()));
  }

  /** The context of the latest invocation. */
  public Optional<Context> latest() {
    return Optional.ofNullable(latest.get());
  }

  /** How long the invocation may still take. */
  public Duration timeLeft() {
    return latest()
        .map(context -> Duration.ofMillis(context.getRemainingTimeInMillis()))
        .orElse(UNLIMITED);
  }
}
