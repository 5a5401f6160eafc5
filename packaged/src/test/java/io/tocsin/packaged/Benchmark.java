package io.tocsin.packaged;

import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.infra.FunctionRole;
import io.tocsin.packaged.Instance.Settings;
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

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String ON_DEMAND = "on-demand";
  private static final String SNAPSHOT = "snap-start";

  private Benchmark() {}

  public static void main(String[] arguments) throws Exception {
    Path logs = Files.createDirectories(Path.of("target", "benchmark").toAbsolutePath());
    try (ElasticMq queues = ElasticMq.start();
        DynamoDbLocal dynamoDb = DynamoDbLocal.start()) {
      Map<String, String> variables = variables(queues, dynamoDb);
      Subject ours = rehearsing("Tocsin", Errand.TAKE, ON_DEMAND, variables, logs);
      Subject bare = bare("bare handler", ON_DEMAND, variables, logs);
      List<List<Subject>> restored =
          List.of(
              List.of(
                  rehearsing("Tocsin, restored", Errand.TAKE, SNAPSHOT, variables, logs),
                  bare("bare handler, restored", SNAPSHOT, variables, logs)),
              both("ingest", Errand.TAKE, variables, logs),
              both("route", Errand.ROUTE, variables, logs),
              both("drain", Errand.DRAIN, variables, logs));
      long begin = System.nanoTime();
      int round = 0;
      while (round < ROUNDS && System.nanoTime() - begin < LONGEST.toNanos()) {
        round++;
        ours.start();
        bare.start();
        for (List<Subject> pair : restored) {
          for (Subject subject : pair) {
            subject.startFromSnapshot();
          }
        }
      }
      Subject.warm(ours, bare);
      System.out.println();
      System.out.println(round + " rounds");
      System.out.println("From nothing:");
      Subject.print(List.of(ours, bare));
      System.out.println("What is left to do after a snapshot:");
      Subject.print(restored.get(0));
      System.out.println("With a rehearsal before it and without:");
      restored.subList(1, restored.size()).forEach(Subject::print);
    }
    System.exit(0);
  }

  /** A function with a rehearsal, and without one. */
  private static List<Subject> both(
      String name, Errand errand, Map<String, String> variables, Path logs) {
    return List.of(
        rehearsing(name + ", rehearsed", errand, SNAPSHOT, variables, logs),
        subject(
            name + ", not rehearsed",
            errand,
            SNAPSHOT,
            variables,
            Lambda.withoutHooks(errand.function()),
            logs));
  }

  private static Subject rehearsing(
      String name, Errand errand, String start, Map<String, String> variables, Path logs) {
    return subject(name, errand, start, variables, Lambda.flags(errand.function()), logs);
  }

  private static Subject subject(
      String name,
      Errand errand,
      String start,
      Map<String, String> variables,
      List<String> flags,
      Path logs) {
    FunctionRole function = errand.function();
    return new Subject(
        name,
        errand,
        new Settings(
            function.handler(),
            Unpacked.of(function),
            environment(function, start, variables),
            flags,
            PATIENCE),
        logs);
  }

  private static Subject bare(String name, String start, Map<String, String> variables, Path logs)
      throws IOException {
    return new Subject(
        name,
        Errand.TAKE,
        new Settings(
            BareIngest.class.getName(),
            Bare.folder(),
            environment(FunctionRole.INGEST, start, variables),
            Lambda.flags(FunctionRole.INGEST),
            PATIENCE),
        logs);
  }

  private static Map<String, String> environment(
      FunctionRole function, String start, Map<String, String> variables) {
    Map<String, String> all = new HashMap<>(Surroundings.ofLambda(function));
    all.putAll(variables);
    all.put("AWS_LAMBDA_INITIALIZATION_TYPE", start);
    return all;
  }

  static Map<String, String> variables(ElasticMq queues, DynamoDbLocal dynamoDb)
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
    variables.put("TOCSIN_DEAD_LETTERS_QUEUE_URL", queues.freshQueue());
    // Nothing is sent there: what is drained is empty.
    variables.put("DISCORD_WEBHOOK_GENERAL", "https://discord.com/api/webhooks/1/none");
    variables.put("WEBHOOK_API_KEY", Stage.KEY);
    variables.put("WEBHOOK_SECRET_KEY", Stage.SECRET.reveal());
    variables.put("TOCSIN_KEY_QUOTA", "1000000");
    variables.put("TOCSIN_ADDRESS_QUOTA", "1000000");
    return variables;
  }
}
