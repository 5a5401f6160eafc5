package io.tocsin.local;

import io.tocsin.alert.EventId;
import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.config.HistorySettings;
import io.tocsin.delivery.Holders;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.RealTime;
import io.tocsin.delivery.Takeover;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.AesGcmSealer;
import io.tocsin.keys.Sealer;
import io.tocsin.keys.Secret;
import io.tocsin.local.archive.FileArchive;
import io.tocsin.local.queues.LocalQueues;
import io.tocsin.local.sources.LocalSqs;
import io.tocsin.local.sources.TableStream;
import io.tocsin.local.store.MvStoreMaps;
import io.tocsin.local.store.StoreException;
import io.tocsin.meeting.MeetingRules;
import io.tocsin.meeting.MeetingTakeover;
import io.tocsin.meeting.Meetings;
import io.tocsin.store.Keeping;
import io.tocsin.store.MapAcknowledgements;
import io.tocsin.store.MapEraser;
import io.tocsin.store.MapExchanges;
import io.tocsin.store.MapExpiry;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MapKeys;
import io.tocsin.store.MapLessons;
import io.tocsin.store.MapMeetings;
import io.tocsin.store.MapOutbox;
import io.tocsin.store.MapQuotas;
import io.tocsin.store.MapReports;
import io.tocsin.store.MapSilences;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * The stores: in a file, given to the functions as they are, or in a DynamoDB, which the functions
 * are told of as they are on AWS.
 *
 * @param ports the stores that are given
 * @param environment what the functions are told of
 * @param dynamoDb where they are, if in a DynamoDB
 * @param upkeep to be done every minute
 */
record LocalStores(
    List<Object> ports,
    Map<String, String> environment,
    Optional<URI> dynamoDb,
    Runnable upkeep,
    Runnable onClose) {
  private static final Logger LOG = LoggerFactory.getLogger(LocalStores.class);
  private static final Tables TABLES = Tables.named("tocsin");
  private static final StaticCredentialsProvider ANYBODY =
      StaticCredentialsProvider.create(
          AwsBasicCredentials.create(LocalSqs.ACCESS_KEY, LocalSqs.SECRET_KEY));

  /** Things that expire are taken out so many at once, and so often a minute at most. */
  private static final int EXPIRED_AT_ONCE = 100;

  private static final int STEPS = 20;

  /**
   * Opens the stores. Lanes and meetings that the process before in this directory held are free:
   * it is dead, since the directory can be opened by one at a time.
   */
  static LocalStores open(
      LocalOptions options, DataDirectory data, SecureRandom random, Clock clock) {
    Secret sealingKey = data.sealingKey(random);
    String holders = holders(sealingKey);
    Holders names = () -> holders + UUID.randomUUID();
    Retention retention = HistorySettings.from(variables(options));
    return options
        .dynamoDb()
        .map(endpoint -> in(endpoint, sealingKey, holders, names, clock, retention))
        .orElseGet(
            () -> in(data, sealingKey, random, holders, names, new Keeping(retention, clock)));
  }

  private static Function<String, Optional<String>> variables(LocalOptions options) {
    Map<String, String> variables = new HashMap<>(options.environment());
    options.config().ifPresent(file -> variables.put("TOCSIN_CONFIG", file.toString()));
    return name -> Optional.ofNullable(variables.get(name));
  }

  /** What the names of those who hold lanes begin with, in this directory and no other. */
  private static String holders(Secret sealingKey) {
    return EventId.operator("holders", sealingKey.reveal()) + "/";
  }

  private static LocalStores in(
      DataDirectory data,
      Secret sealingKey,
      SecureRandom random,
      String holders,
      Holders names,
      Keeping keeping) {
    MvStoreMaps maps;
    try {
      maps = MvStoreMaps.open(data.tables());
    } catch (StoreException e) {
      throw new MendableException(
          "The tables cannot be opened: "
              + e.getMessage()
              + ". Move the file away, or choose another directory with --data DIR.",
          e);
    }
    Sealer sealer = new AesGcmSealer(Base64.getDecoder().decode(sealingKey.reveal()), random);
    Outbox outbox = new MapOutbox(maps, keeping);
    new Takeover(outbox).from(holders, keeping.clock().instant());
    Meetings meetings = new MapMeetings(maps, keeping);
    new MeetingTakeover(meetings, MeetingRules.DEFAULT, keeping.clock()).from(holders);
    FileArchive archive = new FileArchive(data.archive());
    MapExpiry expiry = new MapExpiry(maps, keeping, archive);
    return new LocalStores(
        List.of(
            names,
            outbox,
            new MapHistory(maps, keeping),
            new MapAcknowledgements(maps, keeping),
            meetings,
            new MapExchanges(maps, keeping),
            new MapLessons(maps, keeping),
            new MapEraser(maps, Optional.of(keeping), sealer),
            archive,
            new MapKeys(maps, sealer),
            new MapQuotas(maps),
            new MapSilences(maps),
            new MapReports(maps)),
        Map.of(),
        Optional.empty(),
        () -> expire(expiry),
        maps::close);
  }

  private static LocalStores in(
      URI endpoint,
      Secret sealingKey,
      String holders,
      Holders names,
      Clock clock,
      Retention retention) {
    try (DynamoDbClient client = client(endpoint)) {
      TABLES.create(client);
      TABLES.expire(client);
      DynamoStores stores = stores(client, clock, retention);
      new Takeover(stores.outbox()).from(holders, clock.instant());
      new MeetingTakeover(stores.meetings(), MeetingRules.DEFAULT, clock).from(holders);
    } catch (SdkException e) {
      throw new MendableException(
          "The DynamoDB at "
              + endpoint
              + " does not answer ("
              + e.getMessage()
              + "). Start it, or name another with --endpoint URL.",
          e);
    }
    return new LocalStores(
        List.of(names),
        Map.of(
            "TOCSIN_AWS_ENDPOINT_DYNAMODB", endpoint.toString(),
            "TOCSIN_KEYS_TABLE", TABLES.keys(),
            "TOCSIN_OUTBOX_TABLE", TABLES.outbox(),
            "TOCSIN_HISTORY_TABLE", TABLES.history(),
            "TOCSIN_SEALING_KEY", sealingKey.reveal(),
            // There is no KMS here, whatever the shell has for the commands about a stack's keys.
            "TOCSIN_KMS_KEY_ID", ""),
        Optional.of(endpoint),
        // DynamoDB removes what has expired by itself.
        () -> {},
        () -> {});
  }

  private static void expire(MapExpiry expiry) {
    int steps = 0;
    while (steps < STEPS && expiry.step(EXPIRED_AT_ONCE) == EXPIRED_AT_ONCE) {
      steps++;
    }
  }

  /**
   * Feeds a function from the history's stream, where it is in a DynamoDB. Files need none: there
   * what happens is counted with it.
   */
  Optional<TableStream> stream(Functions functions, Clock clock) {
    return dynamoDb.flatMap(
        endpoint -> {
          try (DynamoDbClient client = client(endpoint)) {
            return TABLES.stream(client)
                .map(arn -> TableStream.start(streams(endpoint), arn, functions.changes(), clock));
          } catch (SdkException e) {
            LOG.warn("The history has no stream, so reports stay as they are: {}", e.getMessage());
            return Optional.empty();
          }
        });
  }

  private static DynamoDbStreamsClient streams(URI endpoint) {
    return DynamoDbStreamsClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalQueues.REGION))
        .credentialsProvider(ANYBODY)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  private static DynamoStores stores(DynamoDbClient client, Clock clock, Retention retention) {
    return new DynamoStores(
        client,
        TABLES,
        () -> retention,
        clock,
        new RealTime(),
        new SecureRandom(),
        () -> UUID.randomUUID().toString());
  }

  private static DynamoDbClient client(URI endpoint) {
    return DynamoDbClient.builder()
        .endpointOverride(endpoint)
        .region(Region.of(LocalQueues.REGION))
        .credentialsProvider(ANYBODY)
        .httpClientBuilder(UrlConnectionHttpClient.builder())
        .build();
  }

  void close() {
    onClose.run();
  }
}
