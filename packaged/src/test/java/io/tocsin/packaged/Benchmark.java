package io.tocsin.packaged;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.infra.FunctionRole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures our functions against a bare handler that does the same, in turn: {@code
 * docs/performance.md} says how to run it and what came out. Prints tables for that page.
 */
final class Benchmark {
  private static final int ROUNDS = Integer.getInteger("rounds", 10);

  /** On a machine that has much else to do it ends with fewer rounds. */
  private static final Duration LONGEST = Duration.ofMinutes(Integer.getInteger("minutes", 20));

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path logs = Files.createDirectories(Path.of("target", "benchmark").toAbsolutePath());
    try (ElasticMq queues = ElasticMq.start();
        DynamoDbLocal dynamoDb = DynamoDbLocal.start()) {
      Map<String, String> variables = variables(queues, dynamoDb);
      Map<String, String> snapshot = new HashMap<>(variables);
      snapshot.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
      Path bare = Bare.folder();
      Subject ours = Subject.ours("Tocsin", FunctionRole.INGEST, variables, logs);
      Subject handler = Subject.bare("bare handler", bare, variables, logs);
      Subject oursRestored = Subject.ours("Tocsin, restored", FunctionRole.INGEST, snapshot, logs);
      Subject bareRestored = Subject.bare("bare handler, restored", bare, snapshot, logs);
      long begin = System.nanoTime();
      int round = 0;
      while (round < ROUNDS && System.nanoTime() - begin < LONGEST.toNanos()) {
        round++;
        for (Subject subject : List.of(ours, handler)) {
          subject.start();
        }
        for (Subject subject : List.of(oursRestored, bareRestored)) {
          subject.startFromSnapshot();
        }
      }
      Subject.warm(ours, handler);
      System.out.println();
      System.out.println(round + " rounds");
      System.out.println("From nothing:");
      Subject.print(List.of(ours, handler));
      System.out.println("What is left to do after a snapshot:");
      Subject.print(List.of(oursRestored, bareRestored));
    }
    System.exit(0);
  }

  private static Map<String, String> variables(ElasticMq queues, DynamoDbLocal dynamoDb)
      throws IOException {
    Tables tables = dynamoDb.freshTables();
    Map<String, String> variables = new HashMap<>();
    variables.put("TOCSIN_AWS_ENDPOINT_SQS", queues.endpoint().toString());
    variables.put("TOCSIN_AWS_ENDPOINT_DYNAMODB", dynamoDb.endpoint().toString());
    variables.put("TOCSIN_KEYS_TABLE", tables.keys());
    variables.put("TOCSIN_OUTBOX_TABLE", tables.outbox());
    variables.put("TOCSIN_HISTORY_TABLE", tables.history());
    variables.put("TOCSIN_ALERTS_QUEUE_URL", queues.freshQueue());
    variables.put("TOCSIN_WAKES_QUEUE_URL", queues.freshQueue());
    variables.put("WEBHOOK_API_KEY", Stage.KEY);
    variables.put("WEBHOOK_SECRET_KEY", Stage.SECRET.reveal());
    variables.put("TOCSIN_KEY_QUOTA", "1000000");
    variables.put("TOCSIN_ADDRESS_QUOTA", "1000000");
    return variables;
  }
}
