package io.tocsin.aws.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.aws.PortableText;
import io.tocsin.aws.message.Account.Line;
import io.tocsin.delivery.Reply;
import io.tocsin.delivery.Request;
import io.tocsin.delivery.SchemeTransport;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishRequest;

/**
 * Publishes to a topic of SNS, {@code sns:ARN}, in the topic's own region.
 *
 * <p>A request's body is JSON: {@code subject} and {@code message}; {@code attributes}, each a
 * text; and for a FIFO topic {@code group} and {@code deduplication}.
 */
public final class SnsTransport implements SchemeTransport {
  private static final String SCHEME = "sns";
  private static final Pattern TOPIC =
      Pattern.compile("arn:[a-z-]+:sns:([a-z0-9-]+):[0-9]{12}:[A-Za-z0-9._-]{1,256}");

  private final Account account;
  private final Map<Line, SnsClient> clients = new ConcurrentHashMap<>();

  public SnsTransport(Account account) {
    this.account = account;
  }

  @Override
  public Set<String> schemes() {
    return Set.of(SCHEME);
  }

  @Override
  public Reply send(Request request) throws InterruptedException {
    String topic = request.url().reveal().substring(SCHEME.length() + 1);
    Optional<Region> region = region(topic);
    if (region.isEmpty()) {
      return new Reply.NotSent("the address is no topic's ARN");
    }
    JsonNode body;
    try {
      body = Wire.parse(request.body());
    } catch (InvalidJsonException e) {
      return new Reply.NotSent("the message is not what is to be written for SNS");
    }
    Line line = new Line(region.get(), request.timeout());
    return Call.reply(account, () -> send(topic, body, line));
  }

  private static Optional<Region> region(String topic) {
    Matcher arn = TOPIC.matcher(topic);
    return arn.matches() ? Optional.of(Region.of(arn.group(1))) : Optional.empty();
  }

  private String send(String topic, JsonNode body, Line line) {
    SnsClient client =
        clients.computeIfAbsent(line, key -> account.connect(SnsClient.builder(), key));
    PublishRequest.Builder message =
        PublishRequest.builder()
            .topicArn(topic)
            .message(PortableText.plain(body.path("message").asText()))
            .messageAttributes(attributes(body.path("attributes")));
    text(body, "subject").ifPresent(message::subject);
    text(body, "group").ifPresent(message::messageGroupId);
    text(body, "deduplication").ifPresent(message::messageDeduplicationId);
    return client.publish(message.build()).messageId();
  }

  private static Map<String, MessageAttributeValue> attributes(JsonNode texts) {
    Map<String, MessageAttributeValue> attributes = new HashMap<>();
    for (Map.Entry<String, JsonNode> text : texts.properties()) {
      attributes.put(
          text.getKey(),
          MessageAttributeValue.builder()
              .dataType("String")
              .stringValue(PortableText.plain(text.getValue().asText()))
              .build());
    }
    return attributes;
  }

  private static Optional<String> text(JsonNode body, String name) {
    return Optional.of(body.path(name).asText()).filter(text -> !text.isEmpty());
  }
}
