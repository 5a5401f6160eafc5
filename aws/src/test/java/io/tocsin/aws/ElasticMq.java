package io.tocsin.aws;

import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this process: an SQS endpoint on loopback, in memory. */
public final class ElasticMq implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;

  private ElasticMq(SQSRestServer server, int port) {
    this.server = server;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.client = TestClients.sqs(endpoint);
  }

  /** Starts it on a free port, with SQS's limits. */
  public static ElasticMq start() {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    return new ElasticMq(server, server.waitUntilStarted().localAddress().getPort());
  }

  public URI endpoint() {
    return endpoint;
  }

  public SqsClient client() {
    return client;
  }

  /** The URL of a queue that has just been made. */
  public String freshQueue() {
    return freshQueue(client);
  }

  static String freshQueue(SqsClient client) {
    return client
        .createQueue(
            queue ->
                queue
                    .queueName("q" + UUID.randomUUID())
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "60")))
        .queueUrl();
  }

  @Override
  public void close() {
    client.close();
    server.stopAndWait();
  }
}
