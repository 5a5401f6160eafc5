package io.tocsin.local.queues;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.local.sources.LocalSqs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

@Timeout(60)
class LocalQueuesTest {
  private static final Set<String> NAMES =
      Set.of(
          "alerts",
          "wakes",
          "dead-letters",
          "interactions",
          "meetings",
          "alerts-failed",
          "wakes-failed",
          "interactions-failed",
          "meetings-failed");

  private final Path directory;

  LocalQueuesTest(@TempDir Path directory) throws IOException {
    this.directory = Files.createTempDirectory(directory, "queues");
  }

  @Test
  void thereAreTheQueuesOfTheStackWithTheirRedrive() throws Exception {
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      assertEquals(NAMES, names(sqs));
      Map<String, String> alerts = attributes(sqs, queues.url(LocalQueue.ALERTS));
      assertEquals("60", alerts.get("VisibilityTimeout"));
      assertTrue(alerts.getOrDefault("RedrivePolicy", "").contains("alerts-failed"));
      assertEquals("90", attributes(sqs, queues.url(LocalQueue.WAKES)).get("VisibilityTimeout"));
    }
  }

  @Test
  void messagesAndQueuesSurviveARestart() throws Exception {
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      for (int i = 0; i < 20; i++) {
        String body = "message " + i;
        sqs.sendMessage(
            request -> request.queueUrl(queues.url(LocalQueue.ALERTS)).messageBody(body));
      }
    }
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      Set<String> found = new HashSet<>();
      while (found.size() < 20) {
        found.addAll(receiveAll(sqs, queues.url(LocalQueue.ALERTS)));
      }
      assertEquals(NAMES, names(sqs));
    }
  }

  @Test
  void aQueueThatAnEarlierReleaseDidNotHaveIsMade() throws Exception {
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      sqs.deleteQueue(request -> request.queueUrl(queues.url(LocalQueue.INTERACTIONS)));
    }
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      assertEquals(NAMES, names(sqs));
    }
  }

  @Test
  void whatTheProcessBeforeHadInHandComesAtOnceAndWhatIsHeldBackStays() throws Exception {
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      String url = queues.url(LocalQueue.WAKES);
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("in hand"));
      Set<String> found = new HashSet<>();
      while (found.isEmpty()) {
        found.addAll(receiveAll(sqs, url));
      }
      sqs.sendMessage(request -> request.queueUrl(url).messageBody("held").delaySeconds(900));
    }
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      String url = queues.url(LocalQueue.WAKES);
      Set<String> found = new HashSet<>();
      // Its visibility timeout alone would outlast this test.
      while (found.isEmpty()) {
        found.addAll(receiveAll(sqs, url));
      }
      assertEquals(Set.of("in hand"), found);
      assertEquals(
          "1", attributes(sqs, url).get("ApproximateNumberOfMessagesDelayed"), "held back");
    }
  }

  @Test
  void anotherDirectoryHasOtherMessages() throws Exception {
    try (LocalQueues queues = LocalQueues.start(directory, 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      sqs.sendMessage(
          request -> request.queueUrl(queues.url(LocalQueue.ALERTS)).messageBody("first"));
    }
    try (LocalQueues queues = LocalQueues.start(directory.resolveSibling("other"), 0);
        SqsClient sqs = LocalSqs.client(queues.endpoint())) {
      queues.awaitAll(sqs);
      sqs.sendMessage(
          request -> request.queueUrl(queues.url(LocalQueue.ALERTS)).messageBody("second"));
      String url = queues.url(LocalQueue.ALERTS);
      Set<String> found = new HashSet<>();
      while (found.isEmpty()) {
        found.addAll(receiveAll(sqs, url));
      }
      assertEquals(Set.of("second"), found);
    }
  }

  @Test
  void aPortInUseIsAnError() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThrows(IOException.class, () -> LocalQueues.start(directory, taken.getLocalPort()));
    }
  }

  private static Set<String> receiveAll(SqsClient sqs, String url) {
    Set<String> bodies = new HashSet<>();
    List<Message> messages;
    do {
      messages =
          sqs.receiveMessage(request -> request.queueUrl(url).maxNumberOfMessages(10)).messages();
      messages.forEach(message -> bodies.add(message.body()));
    } while (!messages.isEmpty());
    return bodies;
  }

  private static Set<String> names(SqsClient sqs) {
    Set<String> names = new HashSet<>();
    sqs.listQueues().queueUrls().forEach(url -> names.add(url.substring(url.lastIndexOf('/') + 1)));
    return names;
  }

  private static Map<String, String> attributes(SqsClient sqs, String url) {
    return sqs.getQueueAttributes(
            request -> request.queueUrl(url).attributeNames(QueueAttributeName.ALL))
        .attributesAsStrings();
  }
}
