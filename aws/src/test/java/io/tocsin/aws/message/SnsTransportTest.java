package io.tocsin.aws.message;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnsTransportTest extends MessageTransportContract {
  private static final String TAKEN =
      "<PublishResponse xmlns=\"http://sns.amazonaws.com/doc/2010-03-31/\"><PublishResult>"
          + "<MessageId>567910cd-659e-55d4-8ccb-5aaf14679dc0</MessageId></PublishResult>"
          + "<ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></PublishResponse>";

  private static final String TOPIC = "arn:aws:sns:eu-west-3:123456789012:alerts";
  private static final String BODY =
      "{\"subject\":\"fire\",\"message\":\"at pl\\u0000ex\",\"attributes\":{\"severity\":\"high\"}}";

  @Override
  SchemeTransport transport(Account account) {
    return new SnsTransport(account);
  }

  @Override
  Request request(Duration timeout) {
    return Played.request("sns:" + TOPIC, Map.of(), BODY, timeout);
  }

  @Test
  void theMessageArrivesWithItsAttributesInTheTopicsRegion() throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      assertEquals(
          new Reply.Answer(200, Map.of(), "567910cd-659e-55d4-8ccb-5aaf14679dc0"),
          service.send(SnsTransport::new, request(LONG)));
      Map<String, String> call = new TreeMap<>(service.calls.get(0));
      assertEquals("Publish", call.get("Action"));
      assertEquals(TOPIC, call.get("TopicArn"));
      assertEquals("fire", call.get("Subject"));
      assertEquals("at pl\uFFFDex", call.get("Message"));
      assertEquals("severity", call.get("MessageAttributes.entry.1.Name"));
      assertEquals("String", call.get("MessageAttributes.entry.1.Value.DataType"));
      assertEquals("high", call.get("MessageAttributes.entry.1.Value.StringValue"));
      assertNull(call.get("MessageGroupId"));
      assertEquals(List.of("eu-west-3/sns"), service.scopes);
    }
  }

  @Test
  void aFifoTopicIsToldTheGroupAndWhatIsARepeat() throws Exception {
    String body = "{\"message\":\"m\",\"group\":\"ops\",\"deduplication\":\"dl_1\"}";
    try (Played service = new Played(200, TAKEN)) {
      service.send(
          SnsTransport::new, Played.request("sns:" + TOPIC + ".fifo", Map.of(), body, LONG));
      assertEquals("ops", service.calls.get(0).get("MessageGroupId"));
      assertEquals("dl_1", service.calls.get(0).get("MessageDeduplicationId"));
      assertNull(service.calls.get(0).get("Subject"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"sns:", "sns:topic", "sns:arn:aws:sns"})
  void whatIsNoTopicSentNothing(String url) throws Exception {
    try (Played service = new Played(200, TAKEN)) {
      assertInstanceOf(
          Reply.NotSent.class,
          service.send(SnsTransport::new, Played.request(url, Map.of(), BODY, LONG)));
      assertEquals(List.of(), service.calls);
    }
  }
}
