package io.tocsin.local.sources;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue as Lambda's event source mapping does: batches, partial batch
 * failures, and what failed comes again when its visibility timeout ends, until the queue's redrive
 * policy sets it aside.
 */
public final class QueueSource implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(QueueSource.class);

  /**
   * Shorter than Lambda's 20 s: a poll cannot be broken off, and whoever stops waits for it. It
   * also finds messages that the queue got back from the disk, which wake nobody.
   */
  private static final Duration LONG_POLL = Duration.ofSeconds(2);

  private static final Duration REST_AFTER_FAILURE = Duration.ofSeconds(1);

  private final SqsClient sqs;
  private final Mapping mapping;
  private final RequestHandler<SQSEvent, SQSBatchResponse> function;
  private final Clock clock;
  private final ExecutorService threads;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicInteger invocations = new AtomicInteger();

  /** One permit for each invocation there may be at a time. */
  private final Semaphore idle;

  /**
   * How a queue feeds a function.
   *
   * @param name the queue's and the function's
   * @param batch most messages in one event, 1 to 10
   * @param concurrency most invocations at the same time
   * @param timeout the time an invocation has
   */
  public record Mapping(
      String name, String queueUrl, int batch, int concurrency, Duration timeout) {}

  private QueueSource(
      SqsClient sqs,
      Mapping mapping,
      RequestHandler<SQSEvent, SQSBatchResponse> function,
      Clock clock) {
    this.sqs = sqs;
    this.mapping = mapping;
    this.function = function;
    this.clock = clock;
    this.idle = new Semaphore(mapping.concurrency());
    this.threads =
        Executors.newFixedThreadPool(
            mapping.concurrency(), work -> new Thread(work, "tocsin-" + mapping.name()));
  }

  /** Starts feeding; closing it ends that. */
  public static QueueSource start(
      SqsClient sqs,
      Mapping mapping,
      RequestHandler<SQSEvent, SQSBatchResponse> function,
      Clock clock) {
    QueueSource source = new QueueSource(sqs, mapping, function, clock);
    for (int i = 0; i < mapping.concurrency(); i++) {
      source.threads.execute(source::poll);
    }
    return source;
  }

  private void poll() {
    while (!stopped()) {
      try {
        feed(receive());
      } catch (SdkException e) {
        rest(e);
      }
    }
  }

  private List<Message> receive() {
    return sqs.receiveMessage(
            request ->
                request
                    .queueUrl(mapping.queueUrl())
                    .maxNumberOfMessages(mapping.batch())
                    .waitTimeSeconds((int) LONG_POLL.toSeconds())
                    .messageSystemAttributeNames(MessageSystemAttributeName.ALL)
                    .messageAttributeNames("All"))
        .messages();
  }

  private void feed(List<Message> messages) {
    if (messages.isEmpty()) {
      return;
    }
    idle.acquireUninterruptibly();
    try {
      if (stopped()) {
        messages.forEach(this::giveBack);
      } else {
        finish(messages, invoke(messages));
      }
    } finally {
      idle.release();
    }
  }

  private void finish(List<Message> messages, Set<String> failed) {
    List<Message> done =
        messages.stream().filter(message -> !failed.contains(message.messageId())).toList();
    if (!done.isEmpty()) {
      delete(done);
    }
  }

  /** The ids of the messages that failed. */
  private Set<String> invoke(List<Message> messages) {
    SQSEvent event = SqsEvents.of(mapping, messages);
    String id = mapping.name() + "-" + invocations.incrementAndGet();
    try {
      SQSBatchResponse response =
          function.handleRequest(
              event,
              new LocalContext(mapping.name(), id, clock.instant().plus(mapping.timeout()), clock));
      return SqsEvents.failed(messages, response);
    } catch (RuntimeException e) {
      LOG.warn("{}: the function failed, its messages come again", mapping.name(), e);
      return SqsEvents.all(messages);
    }
  }

  private void delete(List<Message> messages) {
    List<DeleteMessageBatchRequestEntry> entries =
        messages.stream()
            .map(
                message ->
                    DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(messages.indexOf(message)))
                        .receiptHandle(message.receiptHandle())
                        .build())
            .toList();
    int left =
        sqs.deleteMessageBatch(request -> request.queueUrl(mapping.queueUrl()).entries(entries))
            .failed()
            .size();
    if (left > 0) {
      LOG.warn("{}: {} messages could not be deleted, they come again", mapping.name(), left);
    }
  }

  private void giveBack(Message message) {
    sqs.changeMessageVisibility(
        request ->
            request
                .queueUrl(mapping.queueUrl())
                .receiptHandle(message.receiptHandle())
                .visibilityTimeout(0));
  }

  private void rest(SdkException e) {
    if (stopped()) {
      return;
    }
    LOG.warn("{}: the queue does not answer: {}", mapping.name(), e.getMessage());
    try {
      stopping.await(REST_AFTER_FAILURE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      stopping.countDown();
    }
  }

  private boolean stopped() {
    return stopping.getCount() == 0;
  }

  /** Takes no further messages. Returns at once; invocations under way go on. */
  public void stop() {
    stopping.countDown();
    threads.shutdown();
  }

  /**
   * Waits for the invocations under way, and interrupts those that take longer; then for the polls.
   *
   * @return whether all ended in time
   */
  public boolean awaitIdle(Duration most) throws InterruptedException {
    int all = mapping.concurrency();
    boolean ended = idle.tryAcquire(all, most.toMillis(), TimeUnit.MILLISECONDS);
    if (ended) {
      idle.release(all);
    } else {
      threads.shutdownNow();
    }
    return threads.awaitTermination(LONG_POLL.toMillis() + 1000, TimeUnit.MILLISECONDS) && ended;
  }

  /** Ends at once what is still under way; threads that wait for messages end with their queue. */
  @Override
  public void close() {
    stop();
    threads.shutdownNow();
  }
}
