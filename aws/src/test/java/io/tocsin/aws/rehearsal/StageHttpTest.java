package io.tocsin.aws.rehearsal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.TestClients;
import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.aws.sqs.SqsAlertQueue;
import io.tocsin.store.Samples;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** The SDK's own clients on a stage, and a real server outside of it. */
class StageHttpTest {
  /** What arrives there, with its credentials and what it says of its connection. */
  private final List<String> asked = new CopyOnWriteArrayList<>();

  private final HttpServer outside;
  private final SdkHttpClient stage = new StageHttp(UrlConnectionHttpClient.create());

  StageHttpTest() throws IOException {
    outside = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    outside.createContext(
        "/",
        exchange -> {
          asked.add(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().get("Authorization")
                  + " "
                  + exchange.getRequestHeaders().get("Connection"));
          exchange.sendResponseHeaders(400, -1);
          exchange.close();
        });
    outside.start();
  }

  @AfterEach
  void end() {
    outside.stop(0);
    stage.close();
  }

  private SqsClient sqs() {
    return SqsClient.builder()
        .httpClient(stage)
        .endpointOverride(URI.create("http://127.0.0.1:" + outside.getAddress().getPort()))
        .region(Region.US_EAST_1)
        .credentialsProvider(TestClients.ANYBODY)
        .checksumValidationEnabled(false)
        .build();
  }

  private DynamoStores tables() {
    DynamoDbClient client =
        DynamoDbClient.builder()
            .httpClient(stage)
            .endpointOverride(URI.create("http://127.0.0.1:" + outside.getAddress().getPort()))
            .region(Region.US_EAST_1)
            .credentialsProvider(TestClients.ANYBODY)
            .build();
    return DynamoDbLocal.stores(
        client, Tables.named("stage"), Clock.fixed(Samples.NOON, ZoneOffset.UTC));
  }

  @Test
  void queuesTakeEveryMessageAndTablesAreEmpty() {
    assertEquals(
        List.of(true, true),
        new SqsAlertQueue(sqs(), "http://127.0.0.1/0/alerts")
            .send(List.of(Samples.alert("a-1"), Samples.alert("a-2"))));
    DynamoStores tables = tables();
    assertEquals(5, tables.quotas().lease("key#k", 100, 5, Samples.NOON).tokens());
    assertEquals(Optional.empty(), tables.history().story("a-1"));
    assertEquals(List.of(), tables.outbox().overdue(Samples.NOON, 10));
  }

  @Test
  void onlyOneGreetingLeavesItAndItsConnectionIsClosed() {
    queuesTakeEveryMessageAndTablesAreEmpty();
    assertEquals(List.of("GET / null [close]"), asked);
  }

  @Test
  void itIsTheSameWhenNobodyIsOutside() {
    outside.stop(0);
    queuesTakeEveryMessageAndTablesAreEmpty();
    assertEquals(List.of(), asked);
  }
}
