package io.tocsin.local.queues;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.elasticmq.server.ElasticMQServer;
import org.elasticmq.server.config.ElasticMQServerConfig;
import scala.Function0;
import scalikejdbc.ConnectionPool;
import scalikejdbc.ConnectionPoolSettings;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * ElasticMQ in this process: an SQS endpoint on loopback, open to any credentials, whose queues and
 * messages are on disk before a request is answered, and so outlive the process however it ends.
 */
public final class LocalQueues implements AutoCloseable {
  public static final String REGION = "us-east-1";
  public static final String ACCOUNT = "000000000000";

  private static final String HOST = "127.0.0.1";

  /**
   * ElasticMQ's storage has one pool of connections per process: two would share their messages.
   */
  private static final AtomicBoolean RUNNING = new AtomicBoolean();

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);
  private static final int MOST_TRIES = 600;

  private final int port;
  private final Function0<?> stop;

  private LocalQueues(int port, Function0<?> stop) {
    this.port = port;
    this.stop = stop;
  }

  /**
   * Starts the queues.
   *
   * @param directory where their files are
   * @param wanted the port; 0: any free one
   * @throws IOException when the port is in use
   * @throws IllegalStateException when this process has queues already
   */
  public static LocalQueues start(Path directory, int wanted) throws IOException {
    int port = free(wanted);
    if (!RUNNING.compareAndSet(false, true)) {
      throw new IllegalStateException("there can be only one set of queues in a process");
    }
    boolean started = false;
    try {
      InFlight.giveBack(storage(directory));
      Function0<?> stop = server(directory, port).start();
      started = true;
      return new LocalQueues(port, stop);
    } finally {
      if (!started) {
        RUNNING.set(false);
      }
    }
  }

  private static ElasticMQServer server(Path directory, int port) {
    connect(storage(directory));
    Config config =
        ConfigFactory.parseMap(settings(directory, port), "Tocsin's queues")
            .withFallback(ConfigFactory.load(LocalQueues.class.getClassLoader()));
    return new ElasticMQServer(new ElasticMQServerConfig(config));
  }

  /**
   * Leads the process's one pool to these files. ElasticMQ does so only the first time it is
   * started in a process, and would go on in the files of that time.
   */
  private static void connect(String storage) {
    ConnectionPoolSettings settings = ConnectionPool.singleton$default$4();
    ConnectionPool.singleton(
        storage, "", "", settings, ConnectionPool.singleton$default$5(storage, "", "", settings));
  }

  /** Where the AWS SDK and command line find it. */
  public URI endpoint() {
    return URI.create("http://" + HOST + ":" + port);
  }

  public String url(LocalQueue queue) {
    return endpoint() + "/" + ACCOUNT + "/" + queue.queueName();
  }

  /**
   * Waits until all queues are there: ElasticMQ answers before it has brought them back from the
   * disk.
   *
   * @throws IOException when they are not after half a minute
   */
  public void awaitAll(SqsClient sqs) throws IOException {
    for (int tries = 0; tries < MOST_TRIES; tries++) {
      if (sqs.listQueues().queueUrls().size() >= LocalQueue.all().size()) {
        return;
      }
      LockSupport.parkNanos(BETWEEN_TRIES.toNanos());
    }
    throw new IOException("the queues did not come back from the disk");
  }

  @Override
  public void close() {
    try {
      stop.apply();
    } finally {
      // Lets go of the files too.
      ConnectionPool.closeAll();
      RUNNING.set(false);
    }
  }

  /** ElasticMQ does not tell which port it took, and says little when it could not have it. */
  private static int free(int wanted) throws IOException {
    try (ServerSocket probe = new ServerSocket(wanted, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }

  /** The address of the files for H2, which writes at every commit, not half a second later. */
  private static String storage(Path directory) {
    return "jdbc:h2:file:"
        + directory.toAbsolutePath().resolve("messages")
        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE";
  }

  private static Map<String, Object> settings(Path directory, int port) {
    return Map.of(
        "node-address", Map.of("protocol", "http", "host", HOST, "port", port, "context-path", ""),
        "generate-node-address", false,
        "rest-sqs",
            Map.of(
                "enabled", true, "bind-hostname", HOST, "bind-port", port, "sqs-limits", "strict"),
        "aws", Map.of("region", REGION, "accountId", ACCOUNT),
        "queues-storage",
            Map.of(
                "enabled",
                true,
                "path",
                directory.toAbsolutePath().resolve("queues.conf").toString()),
        "messages-storage",
            Map.of(
                "enabled",
                true,
                "driver-class",
                "org.h2.Driver",
                "uri",
                storage(directory),
                "username",
                "",
                "password",
                "",
                "prune-data-on-init",
                false),
        "queues", queues(),
        "pekko",
            Map.of(
                "loglevel",
                "WARNING",
                "jvm-shutdown-hooks",
                "off",
                "coordinated-shutdown.run-by-jvm-shutdown-hook",
                "off"));
  }

  private static Map<String, Object> queues() {
    return LocalQueue.all().stream()
        .collect(Collectors.toMap(LocalQueue::queueName, LocalQueue::settings));
  }
}
