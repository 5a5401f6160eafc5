package io.tocsin.aws;

import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.exceptions.BeanInstantiationException;
import io.micronaut.context.exceptions.NoSuchBeanException;
import io.tocsin.alert.Alert;
import io.tocsin.analysis.Lessons;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.aws.kms.PlayedKms;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.DeadLetters;
import io.tocsin.delivery.Outbox;
import io.tocsin.delivery.Wakes;
import io.tocsin.history.History;
import io.tocsin.keeping.Retention;
import io.tocsin.keys.ApiKey;
import io.tocsin.keys.Keys;
import io.tocsin.keys.Quotas;
import io.tocsin.keys.Scope;
import io.tocsin.keys.Secret;
import io.tocsin.meeting.Exchanges;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingQueue;
import io.tocsin.meeting.MeetingSamples;
import io.tocsin.meeting.Meetings;
import io.tocsin.store.MapHistory;
import io.tocsin.store.MemoryMaps;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.http.SdkHttpClient;

@ExtendWith({DynamoDbLocalExtension.class, ElasticMqExtension.class})
class AwsPortsTest {
  private final Map<String, Object> settings = new HashMap<>();

  AwsPortsTest(DynamoDbLocal dynamo, ElasticMq queues) {
    Tables tables = dynamo.freshTables();
    settings.put("aws.region", "us-east-1");
    settings.put("aws.access-key-id", "test");
    settings.put("aws.secret-access-key", "test");
    settings.put("tocsin.aws-endpoint-sqs", queues.endpoint().toString());
    settings.put("tocsin.aws-endpoint-dynamodb", dynamo.endpoint().toString());
    settings.put("tocsin.alerts-queue-url", queues.freshQueue());
    settings.put("tocsin.wakes-queue-url", queues.freshQueue());
    settings.put("tocsin.dead-letters-queue-url", queues.freshQueue());
    settings.put("tocsin.meetings-queue-url", queues.freshQueue());
    settings.put("tocsin.keys-table", tables.keys());
    settings.put("tocsin.outbox-table", tables.outbox());
    settings.put("tocsin.history-table", tables.history());
  }

  @Test
  void everyPortIsThereAndWorks() {
    settings.put("tocsin.sealing-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    ApiKey key = ApiKey.of("cm_1", "me", Secret.of("secret"), Set.of(Scope.ALERT));
    Alert alert = alert("a1");
    try (ApplicationContext context =
        ApplicationContext.builder()
            .properties(settings)
            .singletons(Retention.of(Retention.USUAL))
            .start()) {
      Outbox outbox = context.getBean(Outbox.class);
      assertTrue(outbox.accept(alert, List.of(delivery(alert, "general", "lane-1"))).fresh());
      assertTrue(context.getBean(History.class).story("a1").isPresent());
      Meeting meeting = MeetingSamples.wanted("in_1");
      assertTrue(context.getBean(Meetings.class).add(meeting));
      assertEquals(List.of(), context.getBean(Exchanges.class).of(meeting.id(), 1));
      assertEquals(List.of(), context.getBean(Lessons.class).ofService("plex", 1));
      assertTrue(context.getBean(Keys.class).create(key));
      assertEquals(Optional.of(key), context.getBean(Keys.class).find("cm_1"));
      Instant now = context.getBean(Clock.class).instant();
      assertEquals(1, context.getBean(Quotas.class).lease("key#cm_1", 5, 1, now).tokens());
      assertEquals(List.of(true), context.getBean(AlertQueue.class).send(List.of(alert)));
      context.getBean(Wakes.class).wake(List.of("lane-1"), Duration.ZERO);
      context.getBean(DeadLetters.class).unreadable("m1", "body", "reason");
      context
          .getBean(MeetingQueue.class)
          .send(List.of(new MeetingMessage.Due(meeting.id())), Duration.ZERO);
    }
  }

  @Test
  void theHttpClientIsTheOneThatStartsQuickly() {
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      assertEquals("UrlConnection", context.getBean(SdkHttpClient.class).clientName());
    }
    for (String other :
        List.of(
            "software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient",
            "software.amazon.awssdk.http.apache.ApacheHttpClient")) {
      assertThrows(ClassNotFoundException.class, () -> Class.forName(other));
    }
  }

  @Test
  void whatIsProvidedElsewhereTakesItsPlace() {
    History history = new MapHistory(new MemoryMaps());
    try (ApplicationContext context =
        ApplicationContext.builder().properties(settings).singletons(history).start()) {
      assertSame(history, context.getBean(History.class));
    }
  }

  @Test
  void aPortIsOnlyMadeWhereItIsUsed() {
    settings.remove("tocsin.outbox-table");
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      assertEquals(Optional.empty(), context.getBean(History.class).story("a1"));
      BeanInstantiationException thrown =
          assertThrows(BeanInstantiationException.class, () -> context.getBean(Outbox.class));
      assertTrue(String.valueOf(thrown.getMessage()).contains("TOCSIN_OUTBOX_TABLE"));
    }
  }

  @Test
  void whoIsNotToldHowLongItIsKeptReadsTheHistoryAndDoesNotWriteIt() {
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      Outbox outbox = context.getBean(Outbox.class);
      assertThrows(NoSuchBeanException.class, () -> outbox.accept(alert("a1"), List.of()));
      assertEquals(Optional.empty(), context.getBean(History.class).story("a1"));
    }
  }

  @Test
  void withoutASealingKeyNoKeysAreKeptAndNoneIsFound() {
    ApiKey key = ApiKey.of("cm_1", "me", Secret.of("secret"), Set.of(Scope.ALERT));
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      Keys keys = context.getBean(Keys.class);
      assertEquals(Optional.empty(), keys.find("cm_1"));
      assertThrows(IllegalStateException.class, () -> keys.create(key));
    }
  }

  @Test
  void withAKeyOfKmsSecretsAreSealedThereAndThoseSealedBeforeOpen() throws IOException {
    settings.put("tocsin.sealing-key", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=");
    ApiKey before = ApiKey.of("cm_before", "me", Secret.of("secret"), Set.of(Scope.ALERT));
    ApiKey after = ApiKey.of("cm_after", "me", Secret.of("other"), Set.of(Scope.ALERT));
    try (ApplicationContext context = ApplicationContext.run(settings)) {
      context.getBean(Keys.class).create(before);
    }
    try (PlayedKms kms = new PlayedKms()) {
      settings.put("tocsin.kms-key-id", kms.newKey());
      settings.put("tocsin.aws-endpoint-kms", kms.endpoint().toString());
      try (ApplicationContext context = ApplicationContext.run(settings)) {
        Keys keys = context.getBean(Keys.class);
        assertTrue(keys.create(after));
        assertEquals(Optional.of(after), keys.find("cm_after"));
        assertEquals(Optional.of(before), keys.find("cm_before"));
        assertEquals(Optional.empty(), keys.find("cm_none"));
      }
      assertEquals(2, kms.calls.size(), "one to seal, one to open");
      settings.remove("tocsin.sealing-key");
      try (ApplicationContext context = ApplicationContext.run(settings)) {
        assertEquals(Optional.of(after), context.getBean(Keys.class).find("cm_after"));
      }
    }
  }

  @Test
  void aWrongSettingIsNamedAndASecretOneNotShown() {
    assertRefused("tocsin.aws-endpoint-sqs", "x", AlertQueue.class, "TOCSIN_AWS_ENDPOINT_SQS");
    String message = assertRefused("tocsin.sealing-key", "c2hvcnQ=", Keys.class, "SEALING_KEY");
    assertFalse(message.contains("c2hvcnQ="));
  }

  private String assertRefused(String name, String value, Class<?> bean, String named) {
    Map<String, Object> changed = new HashMap<>(settings);
    changed.put(name, value);
    try (ApplicationContext context = ApplicationContext.run(changed)) {
      Throwable thrown = assertThrows(RuntimeException.class, () -> context.getBean(bean));
      StringBuilder all = new StringBuilder();
      for (Throwable each = thrown; each != null; each = each.getCause()) {
        all.append(each.getMessage()).append('\n');
      }
      assertTrue(all.toString().contains(named), all.toString());
      return all.toString();
    }
  }
}
