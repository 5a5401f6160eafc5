package io.tocsin.aws;

import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** ElasticMQ in this process: an SQS endpoint on loopback, in memory. */
public final class ElasticMq implements AutoCloseable {
  private final SQSRestServer server;
  private final URI endpoint;
  private final SqsClient client;
  private final Runnable afterwards;

  private ElasticMq(SQSRestServer server, Runnable afterwards) {
    int port = server.waitUntilStarted().localAddress().getPort();
    this.server = server;
    this.afterwards = afterwards;
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.client = TestClients.sqs(endpoint);
  }

  /** Starts it on a free port, with SQS's limits. */
  public static ElasticMq start() {
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1").withDynamicPort().start();
    return new ElasticMq(server, () -> {});
  }

  /**
   * Starts it on a clock of the test's own, by which received messages come again. What is sent is
   * dated by the machine's clock all the same; so the test's must be ahead of that, and a message
   * that is to be held back is not.
   */
  public static ElasticMq start(Clock clock) {
    NowProvider now =
        new NowProvider() {
          @Override
          public long nowMillis() {
            return clock.millis();
          }
        };
    ActorSystem system = ActorSystem.create("elasticmq-on-a-clock");
    ActorRef queues =
        system.actorOf(
            Props.create(
                QueueManagerActor.class, now, StrictSQSLimits$.MODULE$, Option.<ActorRef>empty()));
    SQSRestServer server =
        SQSRestServerBuilder.withInterface("127.0.0.1")
            .withDynamicPort()
            .withActorSystem(system)
            .withQueueManagerActor(queues)
            .start();
    return new ElasticMq(server, system::terminate);
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
    afterwards.run();
  }
}
