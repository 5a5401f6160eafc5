package io.tocsin.local.sources;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import io.tocsin.local.queues.LocalQueue;
import io.tocsin.local.queues.LocalQueues;
import io.tocsin.local.sources.QueueSource.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(60)
class QueueSourceTest {
  private final LocalQueues queues;
  private final SqsClient sqs;
  private final String alerts;

  private final BlockingQueue<SQSMessage> seen = new LinkedBlockingQueue<>();
  private final BlockingQueue<Integer> times = new LinkedBlockingQueue<>();

  QueueSourceTest(@TempDir Path directory) throws Exception {
    // What is injected into a constructor is the same directory for all tests of the class.
    queues = LocalQueues.start(Files.createTempDirectory(directory, "queues"), 0);
    sqs = LocalSqs.client(queues.endpoint());
    queues.awaitAll(sqs);
    alerts = queues.url(LocalQueue.ALERTS);
  }

  @AfterEach
  void stop() {
    queues.close();
    sqs.close();
  }

  @Test
  void aMessageComesAsLambdaWouldHandItOver() throws Exception {
    sqs.sendMessage(
        request ->
            request
                .queueUrl(alerts)
                .messageBody("{\"a\":1}")
                .messageAttributes(
                    Map.of(
                        "reason",
                        MessageAttributeValue.builder()
                            .dataType("String")
                            .stringValue("because")
                            .build())));
    try (QueueSource source = source(message -> true)) {
      SQSMessage message = next();
      assertEquals("{\"a\":1}", message.getBody());
      assertEquals("aws:sqs", message.getEventSource());
      assertTrue(message.getEventSourceArn().endsWith(":alerts"));
      assertEquals("1", message.getAttributes().get("ApproximateReceiveCount"));
      assertTrue(Long.parseLong(message.getAttributes().get("SentTimestamp")) > 0);
      assertEquals("because", reason(message));
      int remaining = times.take();
      assertTrue(remaining > 0 && remaining <= 30_000, "remaining " + remaining);
      awaitEmpty(LocalQueue.ALERTS);
      assertTrue(finished(source));
    }
  }

  @Test
  void onlyWhatFailedComesAgain() throws Exception {
    visibility(1);
    send("good", "bad", "fine");
    List<String> bodies = new ArrayList<>();
    try (QueueSource source =
        source(message -> !message.getBody().equals("bad") || again(message))) {
      for (int i = 0; i < 4; i++) {
        bodies.add(next().getBody());
      }
      awaitEmpty(LocalQueue.ALERTS);
      assertTrue(finished(source));
    }
    assertEquals(List.of("bad", "bad", "fine", "good"), bodies.stream().sorted().toList());
    assertEquals("bad", bodies.get(3));
    assertTrue(seen.isEmpty());
  }

  @Test
  void whatFailsAgainAndAgainIsSetAside() throws Exception {
    visibility(1);
    send("poison");
    try (QueueSource source = source(message -> false)) {
      for (int i = 1; i <= 5; i++) {
        assertEquals(String.valueOf(i), next().getAttributes().get("ApproximateReceiveCount"));
      }
      while (count(LocalQueue.ALERTS_FAILED) == 0) {
        assertTrue(seen.isEmpty());
      }
      assertTrue(finished(source));
    }
  }

  @Test
  void anExceptionFailsTheWholeBatch() throws Exception {
    visibility(1);
    send("one");
    try (QueueSource source =
        start(
            (event, context) -> {
              event.getRecords().forEach(seen::add);
              if (!again(event.getRecords().get(0))) {
                throw new IllegalStateException("on purpose");
              }
              return new SQSBatchResponse(List.of());
            })) {
      assertEquals("1", next().getAttributes().get("ApproximateReceiveCount"));
      assertEquals("2", next().getAttributes().get("ApproximateReceiveCount"));
      awaitEmpty(LocalQueue.ALERTS);
      assertTrue(finished(source));
    }
  }

  private static String reason(SQSMessage message) {
    return Optional.ofNullable(message.getMessageAttributes().get("reason"))
        .map(MessageAttribute::getStringValue)
        .orElse("");
  }

  private QueueSource source(Predicate<SQSMessage> handles) {
    return start((event, context) -> handle(event, context, handles));
  }

  private QueueSource start(RequestHandler<SQSEvent, SQSBatchResponse> function) {
    Mapping mapping = new Mapping("alerts", alerts, 10, 2, Duration.ofSeconds(30));
    return QueueSource.start(sqs, mapping, function, Clock.systemUTC());
  }

  private SQSBatchResponse handle(SQSEvent event, Context context, Predicate<SQSMessage> handles) {
    times.add(context.getRemainingTimeInMillis());
    List<BatchItemFailure> failures = new ArrayList<>();
    for (SQSMessage message : event.getRecords()) {
      if (!handles.test(message)) {
        failures.add(new BatchItemFailure(message.getMessageId()));
      }
      seen.add(message);
    }
    return new SQSBatchResponse(failures);
  }

  private static boolean again(SQSMessage message) {
    return !"1".equals(message.getAttributes().get("ApproximateReceiveCount"));
  }

  private static boolean finished(QueueSource source) throws InterruptedException {
    source.stop();
    return source.awaitIdle(Duration.ofSeconds(10));
  }

  private SQSMessage next() throws InterruptedException {
    SQSMessage message = seen.poll(20, TimeUnit.SECONDS);
    if (message == null) {
      throw new AssertionError("no message came");
    }
    return message;
  }

  private void send(String... bodies) {
    for (String body : bodies) {
      sqs.sendMessage(request -> request.queueUrl(alerts).messageBody(body));
    }
  }

  private void visibility(int seconds) {
    sqs.setQueueAttributes(
        request ->
            request
                .queueUrl(alerts)
                .attributes(
                    Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(seconds))));
  }

  private void awaitEmpty(LocalQueue queue) {
    while (count(queue) > 0) {
      Thread.onSpinWait();
    }
  }

  private int count(LocalQueue queue) {
    Map<String, String> attributes =
        sqs.getQueueAttributes(
                request ->
                    request.queueUrl(queues.url(queue)).attributeNames(QueueAttributeName.ALL))
            .attributesAsStrings();
    return Integer.parseInt(attributes.get("ApproximateNumberOfMessages"))
        + Integer.parseInt(attributes.get("ApproximateNumberOfMessagesNotVisible"));
  }
}
