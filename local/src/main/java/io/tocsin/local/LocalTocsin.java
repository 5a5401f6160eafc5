package io.tocsin.local;

import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.tocsin.local.gateway.Gateway;
import io.tocsin.local.http.LoopbackServer;
import io.tocsin.local.queues.LocalQueue;
import io.tocsin.local.queues.LocalQueues;
import io.tocsin.local.sources.LocalContext;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.local.sources.Minute;
import io.tocsin.local.sources.QueueSource;
import io.tocsin.local.sources.QueueSource.Mapping;
import io.tocsin.local.sources.TableStream;
import io.tocsin.local.standins.StandIns;
import io.tocsin.log.SafeMetrics;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Tocsin on one machine, in one JVM: the real functions behind an emulation of API Gateway and of
 * the event sources, queues in ElasticMQ, tables on disk, and stand-ins for what is not there.
 *
 * <p>Everything accepted survives the end of the process, however it ends.
 */
public final class LocalTocsin implements AutoCloseable {
  private static final Duration HTTP_TIMEOUT = Duration.ofSeconds(29);
  private static final Duration ALERTS_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration INTERACTIONS_TIMEOUT = Duration.ofSeconds(20);
  private static final Duration WAKES_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration MEETINGS_TIMEOUT = Duration.ofSeconds(100);
  private static final Duration TICK_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LAST_MESSAGES = Duration.ofSeconds(12);

  private static final String LOOPBACK = "127.0.0.0/8,::1";

  private final Clock clock = Clock.systemUTC();
  private final SecureRandom random = new SecureRandom();
  private final StoppablePause pause = new StoppablePause();
  private final PrometheusMetrics metrics = new PrometheusMetrics();

  /** What has been started, to be closed in reverse. */
  private final Closing closing = new Closing();

  private final List<QueueSource> sources = new ArrayList<>();
  private final LocalKey key;
  private final LocalQueues queues;
  private final StandIns standIns;
  private final LoopbackServer server;

  /**
   * Starts everything.
   *
   * @param progress told what is being done, in a few words
   * @throws MendableException when something is in the way; nothing is left running then
   */
  public static LocalTocsin start(LocalOptions options, Consumer<String> progress) {
    return new LocalTocsin(options, progress);
  }

  private LocalTocsin(LocalOptions options, Consumer<String> progress) {
    boolean started = false;
    try {
      DataDirectory data = closing.add(DataDirectory.open(options.data()), DataDirectory::close);
      key = LocalKey.from(options.environment()).orElseGet(() -> data.key(random));
      progress.accept("queues");
      queues =
          closing.add(
              Ports.claim(
                  "--sqs-port", options.sqsPort(), port -> LocalQueues.start(data.queues(), port)),
              LocalQueues::close);
      progress.accept("tables");
      LocalStores stores =
          closing.add(LocalStores.open(options, data, random, clock), LocalStores::close);
      standIns =
          closing.add(Ports.claim("", 0, port -> StandIns.start(clock, random)), StandIns::close);
      server =
          closing.add(
              Ports.claim("--port", options.port(), port -> LoopbackServer.start("http", port)),
              LoopbackServer::close);
      progress.accept("functions");
      Functions functions =
          closing.add(
              Functions.start(environment(options, stores), parts(stores)), Functions::close);
      connect(functions);
      stores.stream(functions, clock).ifPresent(stream -> closing.add(stream, TableStream::close));
      // Apart from the tick, which must not wait for a disk.
      closing.add(Minute.start(stores.upkeep()), Minute::close);
      started = true;
    } finally {
      if (!started) {
        closing.run();
      }
    }
  }

  private List<Object> parts(LocalStores stores) {
    List<Object> parts = new ArrayList<>(stores.ports());
    parts.add(clock);
    parts.add(pause);
    parts.add(new SafeMetrics(metrics, clock));
    return parts;
  }

  private Map<String, String> environment(LocalOptions options, LocalStores stores) {
    Map<String, String> environment = new HashMap<>();
    options
        .environment()
        .forEach(
            (name, value) -> {
              // Neither the person's own account nor its region is any business of a local run.
              if (!name.startsWith("AWS_") && !name.startsWith("MICRONAUT_")) {
                environment.put(name, value);
              }
            });
    environment.putAll(
        new StandInTargets(standIns, options.environment()).variables(options.config()));
    options.config().ifPresent(file -> environment.put("TOCSIN_CONFIG", file.toString()));
    environment.putIfAbsent("TOCSIN_PUBLIC_URL", url().toString());
    environment.put("TOCSIN_LOCAL", "true");
    environment.put(
        "TOCSIN_DIRECT_MESSAGES",
        String.valueOf(!environment.getOrDefault("DISCORD_BOT_TOKEN", "").isBlank()));
    // The stand-ins are on this machine, where nothing of a service's choosing may lead otherwise.
    environment.merge("TOCSIN_ALLOW_ADDRESSES", LOOPBACK, (theirs, own) -> theirs + "," + own);
    environment.put(LocalKey.ID, key.id());
    environment.put(LocalKey.SECRET, key.secret().reveal());
    environment.put("TOCSIN_AWS_ENDPOINT_SQS", queues.endpoint().toString());
    environment.put("TOCSIN_ALERTS_QUEUE_URL", queues.url(LocalQueue.ALERTS));
    environment.put("TOCSIN_WAKES_QUEUE_URL", queues.url(LocalQueue.WAKES));
    environment.put("TOCSIN_DEAD_LETTERS_QUEUE_URL", queues.url(LocalQueue.DEAD_LETTERS));
    environment.put("TOCSIN_INTERACTIONS_QUEUE_URL", queues.url(LocalQueue.INTERACTIONS));
    environment.put("TOCSIN_MEETINGS_QUEUE_URL", queues.url(LocalQueue.MEETINGS));
    environment.put("TOCSIN_ALERTS_FAILED_QUEUE_URL", queues.url(LocalQueue.ALERTS_FAILED));
    environment.put("TOCSIN_WAKES_FAILED_QUEUE_URL", queues.url(LocalQueue.WAKES_FAILED));
    environment.put("TOCSIN_MEETINGS_FAILED_QUEUE_URL", queues.url(LocalQueue.MEETINGS_FAILED));
    environment.put(
        "TOCSIN_INTERACTIONS_FAILED_QUEUE_URL", queues.url(LocalQueue.INTERACTIONS_FAILED));
    environment.putAll(stores.environment());
    return environment;
  }

  /** Lets requests, messages and the minute in. */
  private void connect(Functions functions) {
    SqsClient sqs = closing.add(LocalSqs.client(queues.endpoint()), SqsClient::close);
    awaitQueues(sqs);
    server.serve(
        new FrontDoor(
            new Gateway(
                event -> functions.http().handleRequest(event, context("ingest", HTTP_TIMEOUT)),
                clock),
            standIns.pages(),
            metrics));
    standIns.slotify().reportTo(url(), key.id(), key.secret());
    sources.add(
        QueueSource.start(
            sqs,
            new Mapping("alerts", queues.url(LocalQueue.ALERTS), 10, 8, ALERTS_TIMEOUT),
            functions.alerts(),
            clock));
    sources.add(
        QueueSource.start(
            sqs,
            new Mapping("wakes", queues.url(LocalQueue.WAKES), 1, 16, WAKES_TIMEOUT),
            functions.wakes(),
            clock));
    sources.add(
        QueueSource.start(
            sqs,
            new Mapping(
                "interactions", queues.url(LocalQueue.INTERACTIONS), 1, 2, INTERACTIONS_TIMEOUT),
            functions.interactions(),
            clock));
    sources.add(
        QueueSource.start(
            sqs,
            new Mapping("meetings", queues.url(LocalQueue.MEETINGS), 1, 4, MEETINGS_TIMEOUT),
            functions.meetings(),
            clock));
    closing.add(
        Minute.start(
            () ->
                functions
                    .tick()
                    .handleRequest(new ScheduledEvent(), context("scheduler", TICK_TIMEOUT))),
        Minute::close);
  }

  private void awaitQueues(SqsClient sqs) {
    try {
      queues.awaitAll(sqs);
    } catch (IOException e) {
      throw new MendableException(
          "The queues cannot be used: " + e.getMessage() + ". TOCSIN_LOG=info says more.", e);
    }
  }

  private LocalContext context(String function, Duration timeout) {
    return new LocalContext(
        function, UUID.randomUUID().toString(), clock.instant().plus(timeout), clock);
  }

  /** Where it answers HTTP. */
  public URI url() {
    return server.url();
  }

  /** Where the queues are, for any SQS client. */
  public URI sqsEndpoint() {
    return queues.endpoint();
  }

  /** The address of one of the queues. */
  public String queueUrl(LocalQueue queue) {
    return queues.url(queue);
  }

  public LocalKey key() {
    return key;
  }

  public StandIns standIns() {
    return standIns;
  }

  /**
   * Stops: takes nothing in any more, lets messages that are on their way arrive and be recorded,
   * and closes the stores. What still waits goes on after the next start.
   */
  @Override
  public void close() {
    sources.forEach(QueueSource::stop);
    pause.stop();
    try {
      for (QueueSource source : sources) {
        source.awaitIdle(LAST_MESSAGES);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closing.run();
    sources.forEach(QueueSource::close);
  }
}
