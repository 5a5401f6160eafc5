package io.tocsin.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.DynamoDbLocalExtension;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.ElasticMqExtension;
import io.tocsin.infra.FunctionRole;
import io.tocsin.packaged.Instance.Settings;
import io.tocsin.packaged.RuntimeApi.Said;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Under SnapStart a function's credentials are not in its environment: Lambda has an endpoint for
 * them. Those that a rehearsal was given are in the snapshot, and are long over when it goes on.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda's runtime client is there for Linux only")
@ExtendWith({ElasticMqExtension.class, DynamoDbLocalExtension.class})
class CredentialsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** So short that the SDK takes them for over at once. */
  private static final Duration VALID = Duration.ofSeconds(5);

  private final AtomicInteger given = new AtomicInteger();
  private final HttpServer endpoint;

  CredentialsTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    endpoint.createContext(
        "/",
        exchange -> {
          byte[] answer =
              """
              {"AccessKeyId":"AKIA%d","SecretAccessKey":"s","Token":"t","Expiration":"%s"}
              """
                  .formatted(given.incrementAndGet(), Clock.systemUTC().instant().plus(VALID))
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    endpoint.start();
  }

  @AfterEach
  void end() {
    endpoint.stop(0);
  }

  @Test
  void whatARehearsalWasGivenIsAskedForAnew(
      ElasticMq queues, DynamoDbLocal dynamoDb, @TempDir Path logs) throws Exception {
    Map<String, String> environment = new HashMap<>(Surroundings.ofLambda(FunctionRole.INGEST));
    environment.keySet().removeIf(name -> name.matches("AWS_(SECRET_)?ACCESS_KEY(_ID)?"));
    environment.putAll(Benchmark.variables(queues, dynamoDb));
    environment.put("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start");
    environment.put(
        "AWS_CONTAINER_CREDENTIALS_FULL_URI",
        "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/credentials");
    environment.put("AWS_CONTAINER_AUTHORIZATION_TOKEN", "a-token");
    try (Instance instance =
        Instance.start(
            new Settings(
                FunctionRole.INGEST.handler(),
                Unpacked.of(FunctionRole.INGEST),
                environment,
                Lambda.flags(FunctionRole.INGEST),
                PATIENCE),
            logs.resolve("ingest.log"))) {
      instance.awaitCheckpoint();
      int before = given.get();
      assertTrue(before > 0, "the rehearsal signs its requests");
      assertEquals("", instance.output());
      instance.restore();
      Said said = instance.invoke(Errand.TAKE.event().apply(1), PATIENCE);
      assertTrue(said.text().contains(Errand.TAKE.done()), () -> said + instance.output());
      assertTrue(given.get() > before, "credentials are asked for anew");
    }
  }
}
