package io.tocsin.aws.message;

import io.tocsin.aws.PortableText;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Puts a request's body on the meetings queue; its address is {@code meetings:} and no more. */
public final class MeetingsTransport implements SchemeTransport {
  private final Account account;
  private final Supplier<SqsClient> client;
  private final Supplier<String> queueUrl;

  /**
   * Makes the transport.
   *
   * @param client asked when something is sent, as is the queue's address: a function that sends
   *     nothing there has none
   */
  public MeetingsTransport(Account account, Supplier<SqsClient> client, Supplier<String> queueUrl) {
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
    String queue = queueUrl.get();
    return Call.reply(
        account,
        () ->
            client
                .get()
                .sendMessage(
                    message ->
                        message.queueUrl(queue).messageBody(PortableText.message(request.body())))
                .messageId());
  }
}
