package io.tocsin.aws.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.aws.message.Account.Line;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

class MeetingsTransportTest extends MessageTransportContract {
  private static final String QUEUE = "https://sqs.eu-central-1.amazonaws.com/123456789012/m";
  private static final String BODY = "{\"version\":1,\"alert\":\"ev_1 \uFFFF\"}";

  /** As the service says, so that the client finds that it came whole. */
  private static final String TAKEN =
      "{\"MessageId\":\"2b1cf0c7-7f3a-4d4f-9b7e-3a1de1c0a1b2\","
          + "\"MD5OfMessageBody\":\"8d9b2c7cb4ee9e2a1c4a4c8bd2b4b9c5\"}";

  @Override
  SchemeTransport transport(Account account) {
    return over(account, Optional.of(QUEUE));
  }

  private static SchemeTransport over(Account account, Optional<String> queue) {
    SqsClient client =
        account.connect(
            SqsClient.builder().checksumValidationEnabled(false),
            new Line(Region.EU_CENTRAL_1, LONG));
    return new MeetingsTransport(account, () -> client, queue);
  }

  @Override
  Request request(Duration timeout) {
    return Played.request("meetings:", Map.of(), BODY, timeout);
  }

  @Override
  Played error(int status, String code) throws IOException {
    return Played.jsonError(status, code, code);
  }

  @Test
  void theMessageArrivesInTheQueue() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      assertEquals(
          new Reply.Answer(200, Map.of(), "2b1cf0c7-7f3a-4d4f-9b7e-3a1de1c0a1b2"),
          service.send(this::transport, request(LONG)));
      String call = Optional.ofNullable(service.calls.get(0).get("json")).orElseThrow();
      assertTrue(call.contains(QUEUE), call);
      assertTrue(call.contains("ev_1 \\\\uffff"), call);
      assertEquals(List.of("eu-central-1/sqs"), service.scopes);
    }
  }

  /** What the SDK takes for the code is not what the answer's own protocol calls it. */
  @Test
  void aQueueThatIsNotThereIsToldByItsOlderCode() throws Exception {
    String code = "AWS.SimpleQueueService.NonExistentQueue";
    try (Played service = Played.jsonError(400, "QueueDoesNotExist", code)) {
      Reply.Answer answer =
          assertInstanceOf(Reply.Answer.class, service.send(this::transport, request(LONG)));
      assertEquals(400, answer.status());
      assertEquals(Optional.of(code), answer.header(Call.ERROR));
    }
  }

  @Test
  void withoutAQueueNothingIsSentAndTheVariableIsNamed() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      Reply reply = service.send(account -> over(account, Optional.empty()), request(LONG));
      Reply.NotSent notSent = assertInstanceOf(Reply.NotSent.class, reply);
      assertTrue(notSent.reason().contains("TOCSIN_MEETINGS_QUEUE_URL"), notSent.reason());
      assertEquals(List.of(), service.calls);
    }
  }
}
