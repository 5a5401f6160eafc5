package io.tocsin.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * How to run on one machine.
 *
 * @param port of HTTP; 0: any free one
 * @param sqsPort of the queues; 0: any free one
 * @param data where everything is kept
 * @param dynamoDb a DynamoDB to keep the tables in; absent: in files in the data directory
 * @param config {@code tocsin.yml}
 * @param environment variables such as {@code DISCORD_WEBHOOK_GENERAL}
 */
public record LocalOptions(
    int port,
    int sqsPort,
    Path data,
    Optional<URI> dynamoDb,
    Optional<Path> config,
    Map<String, String> environment) {
  public LocalOptions {
    environment = Map.copyOf(environment);
  }

  /** On free ports, with tables in files and nothing set: for tests. */
  public static LocalOptions in(Path data) {
    return new LocalOptions(0, 0, data, Optional.empty(), Optional.empty(), Map.of());
  }

  public LocalOptions withEnvironment(Map<String, String> variables) {
    return new LocalOptions(port, sqsPort, data, dynamoDb, config, variables);
  }

  public LocalOptions withDynamoDb(URI endpoint) {
    return new LocalOptions(port, sqsPort, data, Optional.of(endpoint), config, environment);
  }

  public LocalOptions withConfig(Path file) {
    return new LocalOptions(port, sqsPort, data, dynamoDb, Optional.of(file), environment);
  }
}
