package io.tocsin.aws.sqs;

import static io.tocsin.store.Samples.alert;
import static io.tocsin.store.Samples.attempt;
import static io.tocsin.store.Samples.delivery;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.delivery.AlertQueue;
import io.tocsin.delivery.AlertQueue.QueueException;
import io.tocsin.delivery.Delivery;
import io.tocsin.desk.Interaction;
import io.tocsin.keys.DiscordUser;
import io.tocsin.keys.Secret;
import io.tocsin.log.LogContext;
import io.tocsin.meeting.MeetingMessage;
import io.tocsin.meeting.MeetingMessage.Changed;
import io.tocsin.meeting.MeetingMessage.Due;
import io.tocsin.meeting.MeetingMessage.Wanted;
import io.tocsin.meeting.ProviderChange;
import io.tocsin.store.Samples;
import io.tocsin.store.Threads;
import io.tocsin.watch.Queues;
import io.tocsin.watch.Trace;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InteractionJson;
import io.tocsin.wire.MeetingJson;
import io.tocsin.wire.WakeJson;
import io.tocsin.wire.Wire;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/** What the queues do on any SQS. A subclass names one. */
abstract class QueuesContract {
  private final SqsClient client;
  private final String queue;

  QueuesContract(SqsClient client) {
    this.client = client;
    this.queue = client.createQueue(make -> make.queueName("q" + UUID.randomUUID())).queueUrl();
  }

  @Test
  void everyAlertIsOnTheQueueAsItWas() throws Exception {
    List<Alert> alerts = new ArrayList<>();
    IntStream.range(0, 22).forEach(i -> alerts.add(alert("a" + i)));
    alerts.add(
        Alert.builder("id \u0000", "söurce", "🔔", "\uFFFE\uFFFF \u0007 half \uD83D")
            .receivedAt(Samples.NOON)
            .details(new Json("{\"zero\":\"\\u0000\"}"))
            .key(Optional.of("a key\nthat is no group"))
            .build());

    assertEquals(Collections.nCopies(23, true), new SqsAlertQueue(client, queue).send(alerts));

    Set<Alert> received = new HashSet<>();
    for (Message message : receive(23)) {
      received.add(AlertJson.read(message.body(), "none", Instant.EPOCH));
    }
    assertEquals(Set.copyOf(alerts), received);
  }

  @Test
  void theTraceGoesAlongWithWhateverIsSentOnIt() {
    Trace trace = Trace.begin("a request");
    LogContext.with(
        trace,
        () -> {
          new SqsAlertQueue(client, queue).send(List.of(alert("a1")));
          new SqsWakes(client, queue).wake(List.of("lane-1"), Duration.ZERO);
          new SqsDeadLetters(client, queue).unreadable("m1", "body", "reason");
        });
    for (Message message : receive(3)) {
      assertEquals(
          Optional.of(trace.header()),
          Optional.ofNullable(message.messageAttributes().get("traceparent"))
              .map(MessageAttributeValue::stringValue));
    }
    new SqsAlertQueue(client, queue).send(List.of(alert("a2")));
    assertFalse(receive(1).get(0).messageAttributes().containsKey("traceparent"));
  }

  @Test
  void aQueueSaysHowManyMessagesWaitInItAreBeingReadAndAreHeldBack() {
    new SqsAlertQueue(client, queue).send(List.of(alert("a1"), alert("a2"), alert("a3")));
    new SqsWakes(client, queue).wake(List.of("lane-1"), Duration.ofMinutes(5));
    client.receiveMessage(receive -> receive.queueUrl(queue).maxNumberOfMessages(1));

    assertEquals(
        List.of(Queues.Queue.of("alerts", new Queues.Depth(2, 1, 1))),
        new SqsQueues(client, Map.of("alerts", queue), Clock.systemUTC()).depths());
  }

  @Test
  void aQueueThatCannotBeAskedSaysSoAndTheOthersAreAsked() {
    Map<String, String> urls = new LinkedHashMap<>();
    urls.put("gone", queue + "-gone");
    urls.put("alerts", queue);

    List<Queues.Queue> asked = new SqsQueues(client, urls, Clock.systemUTC()).depths();

    assertEquals(Optional.empty(), asked.get(0).depth());
    assertTrue(asked.get(0).error().orElseThrow().contains("Queue"), asked::toString);
    assertEquals(Queues.Queue.of("alerts", new Queues.Depth(0, 0, 0)), asked.get(1));
  }

  @Test
  void alertsOfAnySizeThatIsAllowedGoThrough() {
    List<Alert> alerts =
        IntStream.range(0, 12).mapToObj(i -> sized("big" + i, 100 * 1024 + i * 14_000)).toList();

    assertEquals(Collections.nCopies(12, true), new SqsAlertQueue(client, queue).send(alerts));

    assertEquals(12, receive(12).size());
  }

  @Test
  void anAlertTheQueueRefusesDoesNotSinkTheOthers() {
    List<Alert> alerts = List.of(alert("a1"), sized("too big", 1_200_000), alert("a2"));

    assertEquals(List.of(true, false, true), new SqsAlertQueue(client, queue).send(alerts));
  }

  @Test
  void theKeyIsTheMessageGroup() {
    Alert alert =
        Alert.builder("a1", "s", "s", "t")
            .receivedAt(Samples.NOON)
            .key(Optional.of("cm_1"))
            .build();

    new SqsAlertQueue(client, queue).send(List.of(alert));

    assertEquals(
        "cm_1", receive(1).get(0).attributes().get(MessageSystemAttributeName.MESSAGE_GROUP_ID));
  }

  @Test
  void anInteractionIsOnTheQueueAsItWas() throws Exception {
    Interaction asked =
        new Interaction(
            "1234567890123456789",
            "77",
            Secret.of("a-token_1.2=="),
            new DiscordUser("42"),
            "register",
            Map.of("label", "a 🔔 \u0000 half \uD83D", "p1", "true"));

    new SqsInteractions(client, queue).later(asked, Duration.ZERO);
    new SqsInteractions(client, queue).later(asked, Duration.ofHours(1));

    assertEquals(asked, InteractionJson.read(receive(1).get(0).body()));
    assertEquals("1", count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
  }

  @Test
  void aQueueThatIsNotThereIsAnError() {
    String none = queue + "-not-there";

    AlertQueue alerts = new SqsAlertQueue(client, none);
    assertThrows(QueueException.class, () -> alerts.send(List.of(alert("a1"))));
    assertThrows(
        QueueException.class,
        () -> new SqsWakes(client, none).wake(List.of("lane-1"), Duration.ZERO));
    assertThrows(
        QueueException.class,
        () -> new SqsDeadLetters(client, none).unreadable("m1", "body", "reason"));
    assertThrows(
        QueueException.class,
        () -> new SqsMeetings(client, none).send(List.of(new Due("mt_1")), Duration.ZERO));
  }

  @Test
  void nothingToSendIsFine() {
    assertEquals(List.of(), new SqsAlertQueue(client, queue).send(List.of()));
    new SqsWakes(client, queue).wake(List.of(), Duration.ZERO);
    new SqsDeadLetters(client, queue).bury(List.of());
    new SqsMeetings(client, queue).send(List.of(), Duration.ZERO);

    assertEquals("0", count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Test
  void manyThreadsSendAtOnce() throws Exception {
    AlertQueue alerts = new SqsAlertQueue(client, queue);

    Threads.together(
        12, i -> alerts.send(IntStream.range(0, 15).mapToObj(n -> alert(i + "-" + n)).toList()));

    assertEquals("180", count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Test
  void aWakeNamesItsLane() throws Exception {
    Set<String> lanes =
        IntStream.range(0, 25).mapToObj(i -> "lane-🔔-" + i).collect(Collectors.toSet());

    new SqsWakes(client, queue).wake(lanes, Duration.ZERO);

    Set<String> received = new HashSet<>();
    for (Message message : receive(25)) {
      received.add(WakeJson.read(message.body()));
    }
    assertEquals(lanes, received);
  }

  @Test
  void aMessageAboutAMeetingIsOnTheQueueAsItWas() throws Exception {
    List<MeetingMessage> messages = new ArrayList<>();
    IntStream.range(0, 21).forEach(i -> messages.add(new Due("mt_" + i)));
    messages.add(new Wanted("ev 🔔 \u0000 half \uD83D \uFFFF"));
    messages.add(
        new Changed(
            new ProviderChange(
                "slotify",
                "s-1",
                ProviderChange.Status.COMPLETED,
                Optional.of(URI.create("https://slotify.example.com/meetings/1")),
                Optional.of(Samples.NOON),
                Optional.of(Duration.ofMinutes(45)),
                List.of("ops@example.org"),
                Optional.of("the pool was \u0007 too small"))));

    new SqsMeetings(client, queue).send(messages, Duration.ZERO);

    Set<MeetingMessage> received = new HashSet<>();
    for (Message message : receive(23)) {
      received.add(MeetingJson.read(message.body()));
    }
    assertEquals(Set.copyOf(messages), received);
  }

  @Test
  void aDelayedWakeIsHeldBack() {
    new SqsWakes(client, queue).wake(List.of("lane-1", "lane-2"), Duration.ofDays(1));

    assertEquals("2", count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_DELAYED));
    assertEquals("0", count(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
  }

  @Test
  void aDeadDeliveryIsKeptWithTheReason() {
    List<Delivery> dead =
        IntStream.range(0, 12)
            .mapToObj(i -> delivery(alert("a" + i), "general", "lane-1"))
            .map(delivery -> delivery.dead(attempt(Samples.NOON, "gone")))
            .toList();

    new SqsDeadLetters(client, queue).bury(dead);

    List<Message> received = receive(12);
    assertEquals(
        Set.copyOf(dead),
        received.stream()
            .map(message -> Wire.read(message.body(), Delivery.class))
            .collect(Collectors.toSet()));
    assertEquals(
        Set.of(Map.of("reason", "gone: because")),
        received.stream().map(QueuesContract::attributes).collect(Collectors.toSet()));
  }

  @Test
  void anUnreadableMessageIsKeptAsItCame() {
    new SqsDeadLetters(client, queue).unreadable("m1", "{\"not\": ä🔔", "not\u0000 well-formed");
    new SqsDeadLetters(client, queue).unreadable("m1", "{\"not\": ä🔔", "");

    List<Message> received = receive(2);
    assertEquals("{\"not\": ä🔔", received.get(0).body());
    assertEquals(
        Set.of(
            Map.of("reason", "not\uFFFD well-formed", "message-id", "m1"),
            Map.of("reason", "unknown", "message-id", "m1")),
        received.stream().map(QueuesContract::attributes).collect(Collectors.toSet()));
  }

  private static Alert sized(String id, int length) {
    return Alert.builder(id, "source", "service", "big")
        .details(new Json("\"" + "x".repeat(length) + "\""))
        .receivedAt(Samples.NOON)
        .build();
  }

  private static Map<String, String> attributes(Message message) {
    return message.messageAttributes().entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, each -> each.getValue().stringValue()));
  }

  private String count(QueueAttributeName name) {
    return String.valueOf(
        client
            .getQueueAttributes(get -> get.queueUrl(queue).attributeNames(name))
            .attributes()
            .get(name));
  }

  /** Receives that many messages, or all there are. */
  private List<Message> receive(int number) {
    List<Message> received = new ArrayList<>();
    int idle = 0;
    while (received.size() < number && idle < 3) {
      List<Message> messages =
          client
              .receiveMessage(
                  receive ->
                      receive
                          .queueUrl(queue)
                          .maxNumberOfMessages(10)
                          .visibilityTimeout(60)
                          .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                          .messageAttributeNames("All"))
              .messages();
      idle = messages.isEmpty() ? idle + 1 : 0;
      received.addAll(messages);
    }
    return received;
  }
}
