package io.tocsin.aws.message;

import io.tocsin.aws.PortableText;
import io.tocsin.aws.sqs.TraceAttribute;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;

/** Puts a request's body on the meetings queue; its address is {@code meetings:} and no more. */
public final class MeetingsTransport implements SchemeTransport {
  private final Account account;
  private final Supplier<SqsClient> client;
  private final Optional<String> queueUrl;

  /**
   * Makes the transport.
   *
   * @param client asked when something is sent; it may try again by itself, since an alert that
   *     wants a meeting twice wants one
   * @param queueUrl absent where no meetings are made
   */
  public MeetingsTransport(Account account, Supplier<SqsClient> client, Optional<String> queueUrl) {
    this.account = account;
    this.client = client;
    this.queueUrl = queueUrl;
  }

  @Override
  public Set<String> schemes() {
    return Set.of("meetings");
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    if (queueUrl.isEmpty()) {
      return new Reply.NotSent("no queue of meetings is set: TOCSIN_MEETINGS_QUEUE_URL");
    }
    return Call.reply(account, () -> send(request, queueUrl.get()));
  }

  private String send(Request request, String queue) {
    Map<String, MessageAttributeValue> attributes = TraceAttribute.current();
    return client
        .get()
        .sendMessage(
            message ->
                message
                    .queueUrl(queue)
                    .messageBody(PortableText.message(request.body()))
                    .messageAttributes(attributes)
                    .overrideConfiguration(call -> call.apiCallTimeout(request.timeout())))
        .messageId();
  }
}
