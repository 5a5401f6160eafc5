package io.tocsin.infra;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awscdk.Duration;
import software.amazon.awscdk.services.dynamodb.ITable;
import software.amazon.awscdk.services.events.Rule;
import software.amazon.awscdk.services.events.Schedule;
import software.amazon.awscdk.services.events.targets.LambdaFunction;
import software.amazon.awscdk.services.kms.IKey;
import software.amazon.awscdk.services.lambda.eventsources.SqsEventSource;
import software.amazon.awscdk.services.s3.Bucket;
import software.amazon.awscdk.services.sqs.IQueue;
import software.amazon.awscdk.services.sqs.Queue;
import software.constructs.Construct;

/**
 * A whole Tocsin, to be put into any stack:
 *
 * <pre>{@code
 * Packages packages = Packages.builtIn(Path.of("tocsin"), "0.1.0");
 * Tocsin tocsin = new Tocsin(stack, "tocsin",
 *     TocsinProps.of(packages, "0.1.0")
 *         .settings(Map.of("TOCSIN_PUBLIC_URL", "https://alerts.example.org"))
 *         .secrets(new SecretSettings("tocsin", versionId,
 *             Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL")))
 *         .build());
 * tocsin.alerts().grantSendMessages(producer);
 * }</pre>
 *
 * <p>An HTTP API calls the function <em>ingest</em>, which puts alerts on the queue {@code alerts};
 * <em>route</em> reads it and asks by the queue {@code wakes} for lanes to be drained;
 * <em>drain</em> does so; <em>tick</em> wakes every minute what was forgotten; <em>meet</em> makes
 * meetings, where a setting says where; <em>count</em> counts for reports what happened. While
 * nothing happens, the tick's invocations and the queues' polling are all there is, and within the
 * free tier.
 *
 * <p>Each function has a role of its own with the actions it needs on the tables and queues it
 * uses. Nobody may scan.
 */
public final class Tocsin extends Construct {
  private static final int ALERTS_AT_ONCE = 10;
  private static final int MEETINGS_AT_ONCE = 5;

  private final TocsinProps props;
  private final Queues queues;
  private final Store store;

  /** Seals the secrets of API keys, and encrypts the rest. */
  private final Optional<IKey> key;

  private final Gateway gateway;
  private final Optional<Bucket> archive;

  public Tocsin(Construct scope, String id, TocsinProps props) {
    super(scope, id);
    this.props = props;
    key = new Encryption(this, props).key();
    queues = new Queues(this, "queues", props, key);
    store = new Store(this, "store", props.tables(), props.disposable(), key);
    gateway = new Gateway(this, "gateway", ingest().alias, props);
    queues.interactions.ifPresent(this::answer);
    queues.meetings.ifPresent(this::meet);
    route();
    drain();
    tick();
    count();
    archive =
        props.archived()
            ? Optional.of(
                new Archive(this, "archive", props, store.history, queues.deadLetters).bucket)
            : Optional.empty();
    new Sources(this, queues).hear(props.sources());
    new Throughout(this, props, key).hold(queues, gateway);
  }

  /** Where what has expired is filed, where there is an archive. */
  public Optional<Bucket> archive() {
    return archive;
  }

  /** The queue that producers in the account may put alerts on: {@code docs/alert.schema.json}. */
  public IQueue alerts() {
    return queues.outside(queues.alerts);
  }

  /** What could not be delivered, with the reason in the attribute {@code reason}. */
  public IQueue deadLetters() {
    return queues.outside(queues.deadLetters);
  }

  /** Where API keys are kept, for {@code tocsin keys --table}. */
  public ITable keys() {
    return store.keys;
  }

  /** Where the HTTP API answers, without a slash at the end. */
  public String url() {
    return props.domain().map(own -> "https://" + own.name()).orElse(gateway.api.getApiEndpoint());
  }

  /** What a domain of one's own must point to. */
  public Optional<String> domainTarget() {
    return gateway.target;
  }

  private LiveFunction ingest() {
    // On the wakes queue it asks for redeliveries.
    Queue[] to =
        with(with(new Queue[] {queues.alerts, queues.wakes}, queues.interactions), queues.meetings);
    Map<String, String> resources = resources(with(to, Optional.of(queues.deadLetters)));
    queues.failures.forEach(
        (name, failed) -> resources.put(Queues.variable(name), failed.getQueueUrl()));
    resources.put("TOCSIN_DIRECT_MESSAGES", String.valueOf(props.tellsInPerson()));
    LiveFunction ingest = sealing(FunctionRole.INGEST, resources);
    ingest.sendTo(to);
    ingest.lookAt(with(to, Optional.of(queues.deadLetters)));
    ingest.lookAt(queues.failures.values().toArray(Queue[]::new));
    // What it deletes, and writes into the history, is an owner's that is to be forgotten.
    ingest.use(
        store.keys, TableSchema.KEYS, "DeleteItem", "GetItem", "PutItem", "Query", "UpdateItem");
    ingest.use(
        store.history,
        TableSchema.HISTORY,
        "BatchGetItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query");
    // It may acknowledge alerts, and their incidents.
    ingest.useOnlyLike(store.history, TableSchema.ALERT + "*", "UpdateItem");
    ingest.useOnlyLike(store.history, TableSchema.INCIDENT + "*", "UpdateItem");
    // Of the outbox's table it may change silences, and look at lanes.
    ingest.useOnly(store.outbox, TableSchema.SILENCES, "GetItem", "PutItem", "Query");
    ingest.useOnlyLike(store.outbox, TableSchema.LANE + "*", "DeleteItem", "GetItem", "Query");
    ingest.useOnlyLike(store.outbox, TableSchema.OPENED + "*", "DeleteItem");
    ingest.allow(
        List.of("dynamodb:Query"), List.of(Store.arn(store.outbox, TableSchema.ALL_LANES)));
    return ingest;
  }

  /** A function that makes and changes keys. */
  private LiveFunction sealing(FunctionRole role, Map<String, String> resources) {
    key.ifPresent(with -> resources.put("TOCSIN_KMS_KEY_ID", with.getKeyArn()));
    LiveFunction function = new LiveFunction(this, role, props, resources);
    key.ifPresent(with -> function.allowSealing(with.getKeyArn()));
    return function;
  }

  /** Makes and changes users' keys, and puts back what could not be answered yet. */
  private void answer(Queue interactions) {
    Queue[] to = {queues.alerts, interactions};
    LiveFunction answer = sealing(FunctionRole.ANSWER, resources(to));
    answer.sendTo(to);
    answer.use(store.keys, TableSchema.KEYS, "GetItem", "PutItem", "Query", "UpdateItem");
    answer.use(store.history, TableSchema.HISTORY, "BatchGetItem", "GetItem", "Query");
    answer.alias.addEventSource(
        SqsEventSource.Builder.create(interactions)
            .batchSize(1)
            .reportBatchItemFailures(true)
            .build());
  }

  private void route() {
    LiveFunction route = new LiveFunction(this, FunctionRole.ROUTE, props, resources(everyQueue()));
    route.sendTo(everyQueue());
    route.use(store.outbox, TableSchema.OUTBOX, "GetItem", "PutItem", "Query", "UpdateItem");
    route.use(store.history, TableSchema.HISTORY, "GetItem", "PutItem", "Query");
    route.alias.addEventSource(
        SqsEventSource.Builder.create(queues.alerts)
            .batchSize(ALERTS_AT_ONCE)
            .reportBatchItemFailures(true)
            .build());
  }

  private void drain() {
    Queue[] to = with(everyQueue(), queues.meetings);
    LiveFunction drain = new LiveFunction(this, FunctionRole.DRAIN, props, resources(to));
    drain.sendTo(to);
    drain.use(
        store.outbox,
        TableSchema.OUTBOX,
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "UpdateItem");
    drain.use(store.history, TableSchema.HISTORY, "BatchGetItem", "GetItem", "PutItem", "Query");
    drain.sendMailFrom(props.mailFrom());
    if (!props.topics().isEmpty()) {
      drain.allow(List.of("sns:Publish"), props.topics().stream().sorted().toList());
    }
    drain.alias.addEventSource(
        // One wake, one lane, one invocation: no lane waits for another one's pace.
        SqsEventSource.Builder.create(queues.wakes)
            .batchSize(1)
            .maxConcurrency(props.drainers())
            .reportBatchItemFailures(true)
            .build());
  }

  private void tick() {
    Queue[] to = with(new Queue[] {queues.wakes}, queues.meetings);
    LiveFunction tick = new LiveFunction(this, FunctionRole.TICK, props, resources(to));
    tick.sendTo(to);
    tick.use(store.outbox, TableSchema.OUTBOX, "GetItem", "Query");
    if (queues.meetings.isPresent()) {
      tick.useOnly(store.history, TableSchema.MEETINGS_DUE, "Query");
    }
    Rule.Builder.create(this, "every-minute")
        .schedule(Schedule.rate(Duration.minutes(1)))
        .targets(
            List.of(
                LambdaFunction.Builder.create(tick.alias)
                    .retryAttempts(0)
                    .maxEventAge(Duration.minutes(1))
                    .build()))
        .build();
  }

  /** Of the history's table it may change counters, and read which changes are counted. */
  private void count() {
    LiveFunction count = new LiveFunction(this, FunctionRole.COUNT, props, resources());
    count.useOnlyLike(store.history, TableSchema.REPORT + "*", "UpdateItem");
    count.useOnlyLike(store.history, TableSchema.COUNTED + "*", "BatchGetItem", "UpdateItem");
    new ChangeSource(this, "changes", count, store.history, queues.changesFailed);
  }

  /** Makes meetings, and puts what is told of them on the queue of alerts. */
  private void meet(Queue meetings) {
    // On its own queue it has itself called when something is due soon.
    Queue[] to = {queues.alerts, meetings};
    LiveFunction meet = new LiveFunction(this, FunctionRole.MEET, props, resources(to));
    meet.sendTo(to);
    meet.use(
        store.history,
        TableSchema.HISTORY,
        "BatchGetItem",
        "DeleteItem",
        "GetItem",
        "PutItem",
        "Query",
        "UpdateItem");
    String model = props.settings().getOrDefault(Variables.MODEL, "");
    if (!model.isEmpty()) {
      meet.useOnly(store.keys, TableSchema.MODEL_REQUESTS, "UpdateItem");
    }
    if (model.equals("bedrock")) {
      meet.askModels();
    }
    if (props.settings().getOrDefault(Variables.MEETING_MAIL, "").startsWith("ses:")) {
      meet.sendMailFrom(props.mailFrom());
    }
    meet.alias.addEventSource(
        SqsEventSource.Builder.create(meetings)
            .batchSize(1)
            .maxConcurrency(MEETINGS_AT_ONCE)
            .reportBatchItemFailures(true)
            .build());
  }

  private Queue[] everyQueue() {
    return new Queue[] {queues.alerts, queues.wakes, queues.deadLetters};
  }

  private static Queue[] with(Queue[] queues, Optional<Queue> more) {
    return Stream.concat(Stream.of(queues), more.stream()).toArray(Queue[]::new);
  }

  /** What a function is told of tables and queues. */
  private Map<String, String> resources(Queue... knows) {
    return new Whereabouts(store, queues).of(knows);
  }
}
