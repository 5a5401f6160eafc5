package io.tocsin.local.endtoend;

import io.tocsin.aws.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/** Where a machine keeps its tables. */
enum Store {
  FILES,
  DYNAMODB;

  /** One that is fresh and lives until it is closed. */
  Tables open() throws IOException, InterruptedException {
    return new Tables(
        this == DYNAMODB ? Optional.of(DynamoDbLocal.start()) : Optional.<DynamoDbLocal>empty());
  }

  /** The tables of one test. */
  record Tables(Optional<DynamoDbLocal> dynamo) implements AutoCloseable {
    Optional<URI> endpoint() {
      return dynamo.map(DynamoDbLocal::endpoint);
    }

    @Override
    public void close() {
      dynamo.ifPresent(DynamoDbLocal::close);
    }
  }
}
