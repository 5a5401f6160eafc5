package io.tocsin.aws.dynamodb;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Writes all or nothing. A request that the SDK repeats because its answer was lost has the same
 * token as the first and is not carried out twice.
 */
record Transactions(DynamoDbClient client, Backoff backoff) {
  private static final String CONDITION = "ConditionalCheckFailed";

  /** What passes: somebody else is writing the same items, or there is too much to do. */
  private static final Set<String> PASSING =
      Set.of(
          "TransactionConflict",
          "ThrottlingError",
          "ProvisionedThroughputExceeded",
          "RequestLimitExceeded");

  /**
   * Writes items.
   *
   * @return empty when they are written; when a condition did not hold, one reason per item
   */
  Optional<List<CancellationReason>> write(List<TransactWriteItem> items) {
    for (int tried = 1; ; tried++) {
      try {
        client.transactWriteItems(request -> request.transactItems(items));
        return Optional.empty();
      } catch (TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        if (reasons.stream().anyMatch(Transactions::missed)) {
          return Optional.of(reasons);
        }
        if (tried == Backoff.TRIES || !passes(reasons)) {
          throw e;
        }
      }
      backoff.after(tried);
    }
  }

  /** Whether it is this item whose condition did not hold. */
  static boolean missed(CancellationReason reason) {
    return CONDITION.equals(reason.code());
  }

  private static boolean passes(List<CancellationReason> reasons) {
    return reasons.stream().anyMatch(reason -> PASSING.contains(reason.code()));
  }
}
