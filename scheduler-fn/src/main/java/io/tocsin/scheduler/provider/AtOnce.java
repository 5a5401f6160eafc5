package io.tocsin.scheduler.provider;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.retry.annotation.RetryPredicate;
import io.tocsin.meeting.ProviderException;

/** What may be tried again in the same breath: not when the service asks to be left alone. */
@Introspected
final class AtOnce implements RetryPredicate {

  @Override
  public boolean test(Throwable failure) {
    return failure instanceof ProviderException provider && provider.retryAfter().isEmpty();
  }
}
