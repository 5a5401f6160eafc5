package io.tocsin.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import io.tocsin.aws.DynamoDbLocal;
import io.tocsin.aws.ElasticMq;
import io.tocsin.aws.Meter;
import io.tocsin.aws.TestClients;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.delivery.Holders;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Pause;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.delivery.Transport;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.local.sources.LocalContext;
import io.tocsin.local.sources.QueueSource.Mapping;
import io.tocsin.local.sources.SteppedSource;
import io.tocsin.local.standins.DirectDiscord;
import io.tocsin.local.standins.DiscordStandIn;
import io.tocsin.local.standins.SlotifyStandIn;
import io.tocsin.local.standins.StandIns;
import io.tocsin.local.standins.Tick;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/**
 * The real functions on the {@code aws} adapters, DynamoDB Local and ElasticMQ, on one thread and a
 * clock that goes on only when somebody waits. While a drain waits, everything else goes on, as on
 * Lambda: so what is called, and how often, is the same at every run.
 */
final class SteppedTocsin implements AutoCloseable {
  private static final Duration ANSWER = Duration.ofMillis(200);
  private static final Duration STEP = Duration.ofSeconds(1);

  /** The stack's timeouts. */
  private static final Duration ROUTE_TIMEOUT = Duration.ofSeconds(60);

  private static final Duration DRAIN_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration MEET_TIMEOUT = Duration.ofMinutes(2);

  private static final int VISIBILITY_PER_TIMEOUT = 6;

  /** The stack's default of drainers at the same time. */
  private static final int MOST_AT_ONCE = 10;

  private static final int MOST_STEPS = 100_000;

  /** Ahead of the machine's clock, as {@link ElasticMq} wants it. */
  private static final Duration AHEAD = Duration.ofDays(3653);

  private final Tick clock = new Tick();
  private final Meter meter = new Meter();
  private final DiscordStandIn discord = new DiscordStandIn(clock, new Random(1));
  private final DirectDiscord transport = new DirectDiscord(discord, clock, ANSWER);
  private final ApiKey key =
      ApiKey.of("cm_cost", "cost", Secret.of("known-to-both"), EnumSet.allOf(Scope.class));
  private final StandIns meetingsAt;
  private final ElasticMq queues = ElasticMq.start(clock);
  private final SqsClient sqs = TestClients.sqs(queues.endpoint(), meter);
  private final Map<String, String> queueUrls = new HashMap<>();
  private final Functions functions;
  private final SteppedSource alerts;
  private final SteppedSource wakes;
  private final SteppedSource meetings;
  private final RequestHandler<SQSEvent, SQSBatchResponse> meet;
  private final Outbox outbox;
  private Instant nextTick;
  private Duration waited = Duration.ZERO;
  private int depth;

  /**
   * Starts it.
   *
   * @param config {@code tocsin.yml}
   * @param webhooks variable by name of the stand-in's webhook that it is to lead to
   * @throws IOException when there is no port for the stand-in of Slotify
   */
  SteppedTocsin(DynamoDbLocal dynamo, Path config, Map<String, String> webhooks)
      throws IOException {
    clock.on(AHEAD);
    meetingsAt = StandIns.start(clock, new Random(1));
    nextTick = clock.instant().truncatedTo(ChronoUnit.MINUTES).plusSeconds(60);
    Tables tables = dynamo.freshTables();
    outbox = DynamoDbLocal.stores(dynamo.client(), tables, clock).outbox();
    queueUrls.put("alerts", queue("alerts", ROUTE_TIMEOUT));
    queueUrls.put("wakes", queue("wakes", DRAIN_TIMEOUT));
    queueUrls.put("meetings", queue("meetings", MEET_TIMEOUT));
    queueUrls.put("dead-letters", queue("dead-letters", ROUTE_TIMEOUT));
    Map<String, String> environment = environment(dynamo, tables, config);
    // Nothing is folded: each alert costs what it costs in full.
    environment.put("DISCORD_QUEUE_SIZE", "10000");
    webhooks.forEach((name, variable) -> environment.put(variable, transport.url(name)));
    // The parts that are not the stack's: time, the network, and who counts.
    functions =
        Functions.start(
            environment,
            List.of(
                clock,
                (Pause) this::pause,
                (Transport) this::send,
                (Holders) () -> UUID.randomUUID().toString(),
                meter));
    alerts =
        new SteppedSource(
            sqs, new Mapping("alerts", url("alerts"), 10, 1, ROUTE_TIMEOUT), this::route, clock);
    wakes =
        new SteppedSource(
            sqs, new Mapping("wakes", url("wakes"), 1, 1, DRAIN_TIMEOUT), this::drain, clock);
    meet = functions.meetings();
    meetings =
        new SteppedSource(
            sqs, new Mapping("meetings", url("meetings"), 1, 1, MEET_TIMEOUT), this::meet, clock);
  }

  private String queue(String name, Duration timeout) {
    String visibility = Long.toString(VISIBILITY_PER_TIMEOUT * timeout.toSeconds());
    return queues
        .client()
        .createQueue(
            make ->
                make.queueName(name)
                    .attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, visibility)))
        .queueUrl();
  }

  private Map<String, String> environment(DynamoDbLocal dynamo, Tables tables, Path config) {
    byte[] sealing = new byte[32];
    new Random(1).nextBytes(sealing);
    DynamoDbLocal.stores(dynamo.client(), tables, clock)
        .keys(new AesGcmSealer(sealing, new SecureRandom()))
        .create(key);
    Map<String, String> environment = new HashMap<>();
    environment.put("TOCSIN_CONFIG", config.toString());
    environment.put("TOCSIN_PUBLIC_URL", "https://tocsin.example.org");
    environment.put("TOCSIN_AWS_ENDPOINT_SQS", queues.endpoint().toString());
    environment.put("TOCSIN_ALERTS_QUEUE_URL", url("alerts"));
    environment.put("TOCSIN_WAKES_QUEUE_URL", url("wakes"));
    environment.put("TOCSIN_DEAD_LETTERS_QUEUE_URL", url("dead-letters"));
    environment.put("TOCSIN_MEETINGS_QUEUE_URL", url("meetings"));
    environment.put("TOCSIN_LOCAL", "true");
    environment.put("SLOTIFY_API_URL", meetingsAt.slotifyUrl().toString());
    environment.put("SLOTIFY_API_KEY", meetingsAt.slotify().key().reveal());
    environment.put("TOCSIN_AWS_ENDPOINT_DYNAMODB", dynamo.endpoint().toString());
    environment.put("TOCSIN_KEYS_TABLE", tables.keys());
    environment.put("TOCSIN_OUTBOX_TABLE", tables.outbox());
    environment.put("TOCSIN_HISTORY_TABLE", tables.history());
    environment.put("TOCSIN_SEALING_KEY", Base64.getEncoder().encodeToString(sealing));
    return environment;
  }

  private String url(String queue) {
    return queueUrls.getOrDefault(queue, "");
  }

  /** What has been used since this was last asked. */
  Map<String, Meter.Used> reading() {
    return meter.reading();
  }

  /** How long drains have waited for their turn so far, all together. */
  Duration waited() {
    return waited;
  }

  DiscordStandIn discord() {
    return discord;
  }

  SlotifyStandIn slotify() {
    return meetingsAt.slotify();
  }

  /** Sends a signed request, which is accepted. */
  void post(String body) {
    String now = Long.toString(clock.instant().getEpochSecond());
    String signature =
        Signature.hex(Signature.sign(key.secret(), now, body.getBytes(StandardCharsets.UTF_8)));
    meter.count("invocation ingest");
    APIGatewayV2HTTPResponse response =
        functions
            .http()
            .handleRequest(
                event(
                    body,
                    Map.of(
                        "content-type",
                        "application/json",
                        "x-api-key",
                        key.id(),
                        "x-timestamp",
                        now,
                        "x-signature",
                        signature)),
                context("ingest"));
    assertEquals(200, response.getStatusCode(), response.getBody());
  }

  private APIGatewayV2HTTPEvent event(String body, Map<String, String> headers) {
    String path = "/api/v1/alerts";
    return APIGatewayV2HTTPEvent.builder()
        .withVersion("2.0")
        .withRouteKey("$default")
        .withRawPath(path)
        .withRawQueryString("")
        .withHeaders(headers)
        .withBody(body)
        .withIsBase64Encoded(false)
        .withRequestContext(
            RequestContext.builder()
                .withStage("$default")
                .withRequestId("request")
                .withTimeEpoch(clock.millis())
                .withHttp(
                    RequestContext.Http.builder()
                        .withMethod("POST")
                        .withPath(path)
                        .withProtocol("HTTP/1.1")
                        .withSourceIp("198.51.100.7")
                        .withUserAgent("cost")
                        .build())
                .build())
        .build();
  }

  /** Goes on until nothing is left to do. */
  void settle() {
    for (int step = 0; step < MOST_STEPS; step++) {
      if (!work()) {
        if (nothingLeft()) {
          return;
        }
        pass(STEP);
      }
    }
    throw new AssertionError("it does not come to an end");
  }

  /** Lets time pass while there is nothing to do. */
  void rest(Duration time) {
    pass(time);
    settle();
  }

  private boolean work() {
    boolean routed = alerts.step();
    boolean drained = wakes.step();
    boolean met = meetings.step();
    return routed || drained || met;
  }

  private void pass(Duration time) {
    clock.on(time);
    while (!clock.instant().isBefore(nextTick)) {
      nextTick = nextTick.plusSeconds(60);
      tick();
    }
  }

  /** The minute's tick. */
  void tick() {
    meter.count("invocation tick");
    functions.tick().handleRequest(new ScheduledEvent(), context("scheduler"));
  }

  /** A drain waits; others work meanwhile, as many as there may be at a time. */
  private void pause(Duration time) {
    if (time.isZero() || time.isNegative()) {
      return;
    }
    waited = waited.plus(time);
    pass(time);
    if (depth < MOST_AT_ONCE) {
      boolean more = true;
      while (more) {
        more = work();
      }
    }
  }

  /** To Discord without a network, to the meeting desk as it is. */
  private Reply send(Request request) throws InterruptedException {
    String scheme = request.url().reveal().replaceFirst(":.*", "");
    for (SchemeTransport other : functions.otherTransports()) {
      if (other.schemes().contains(scheme)) {
        return other.send(request);
      }
    }
    return transport.send(request);
  }

  private SQSBatchResponse route(SQSEvent event, Context context) {
    meter.count("invocation route");
    return functions.alerts().handleRequest(event, context);
  }

  private SQSBatchResponse drain(SQSEvent event, Context context) {
    meter.count("invocation drain");
    depth++;
    try {
      return functions.wakes().handleRequest(event, context);
    } finally {
      depth--;
    }
  }

  private SQSBatchResponse meet(SQSEvent event, Context context) {
    meter.count("invocation meet");
    return meet.handleRequest(event, context);
  }

  private boolean nothingLeft() {
    return outbox.overdue(clock.instant().plus(Duration.ofDays(1)), 1).isEmpty()
        && List.of("alerts", "wakes", "meetings").stream()
            .flatMap(
                name ->
                    queues
                        .client()
                        .getQueueAttributes(
                            get ->
                                get.queueUrl(url(name))
                                    .attributeNames(
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                        QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED,
                                        QueueAttributeName
                                            .APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                        .attributesAsStrings()
                        .values()
                        .stream())
            .allMatch("0"::equals);
  }

  private LocalContext context(String function) {
    return new LocalContext(
        function, function, clock.instant().plus(Duration.ofSeconds(29)), clock);
  }

  @Override
  public void close() {
    functions.close();
    sqs.close();
    queues.close();
    meetingsAt.close();
  }
}
