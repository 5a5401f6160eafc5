package io.tocsin.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayProxyRequestEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.MessageAttribute;
import com.amazonaws.services.lambda.runtime.events.SQSEvent.SQSMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventsTest {

  private static <E> E read(String json, Class<E> event) throws IOException {
    return Events.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), event);
  }

  private static MessageAttribute attribute(SQSMessage message, String name) {
    return Optional.ofNullable(message.getMessageAttributes().get(name)).orElseThrow();
  }

  private static String written(Object answer) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Events.write(out, answer);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aBatchOfAQueueIsReadWithItsAttributes() throws IOException {
    SQSEvent event =
        read(
            """
            {"Records": [{
              "messageId": "m-1",
              "receiptHandle": "h-1",
              "body": "{\\"Title\\":\\"heiß\\"}",
              "attributes": {"SentTimestamp": "1545082649183", "ApproximateReceiveCount": "2"},
              "messageAttributes": {
                "traceparent": {
                  "stringValue": "00-1", "stringListValues": [], "binaryListValues": [],
                  "dataType": "String"},
                "bytes": {"binaryValue": "AAH/", "dataType": "Binary"}},
              "md5OfBody": "e4e6",
              "md5OfMessageAttributes": "00",
              "eventSource": "aws:sqs",
              "eventSourceARN": "arn:aws:sqs:us-east-2:123456789012:alerts",
              "awsRegion": "us-east-2",
              "somethingNew": {"of": ["Lambda"]}}]}
            """,
            SQSEvent.class);
    SQSMessage message = event.getRecords().get(0);
    assertEquals("m-1", message.getMessageId());
    assertEquals("{\"Title\":\"heiß\"}", message.getBody());
    assertEquals("1545082649183", message.getAttributes().get("SentTimestamp"));
    assertEquals("00-1", attribute(message, "traceparent").getStringValue());
    assertEquals(3, attribute(message, "bytes").getBinaryValue().remaining());
    assertEquals("arn:aws:sqs:us-east-2:123456789012:alerts", message.getEventSourceArn());
  }

  @Test
  void aRequestOfAnHttpApiIsRead() throws IOException {
    APIGatewayV2HTTPEvent event =
        read(
            """
            {"version": "2.0", "routeKey": "$default", "rawPath": "/api/v1/alert",
             "rawQueryString": "a=1&a=2", "cookies": ["c=1"],
             "headers": {"x-api-key": "cm_1", "X-Odd": "Kept"},
             "requestContext": {"timeEpoch": 1583348638390, "accountId": "1", "stage": "$default",
               "authorizer": null,
               "http": {"method": "POST", "path": "/api/v1/alert", "sourceIp": "192.0.2.1"}},
             "body": "e30=", "isBase64Encoded": true}
            """,
            APIGatewayV2HTTPEvent.class);
    assertEquals("/api/v1/alert", event.getRawPath());
    assertEquals(Map.of("x-api-key", "cm_1", "X-Odd", "Kept"), event.getHeaders());
    assertEquals("192.0.2.1", event.getRequestContext().getHttp().getSourceIp());
    assertTrue(event.getIsBase64Encoded());
  }

  @Test
  void aRequestOfARestApiIsRead() throws IOException {
    APIGatewayProxyRequestEvent event =
        read(
            """
            {"resource": "/{proxy+}", "path": "/health", "httpMethod": "GET",
             "headers": {"a": "2"}, "multiValueHeaders": {"a": ["1", "2"]},
             "queryStringParameters": null,
             "requestContext": {"identity": {"sourceIp": "192.0.2.1"}},
             "body": null, "isBase64Encoded": false}
            """,
            APIGatewayProxyRequestEvent.class);
    assertEquals(Map.of("a", List.of("1", "2")), event.getMultiValueHeaders());
    assertEquals("192.0.2.1", event.getRequestContext().getIdentity().getSourceIp());
  }

  @Test
  void answersAreNamedAsLambdaWantsThem() throws IOException {
    assertEquals(
        "{\"batchItemFailures\":[{\"itemIdentifier\":\"m-1\"}]}",
        written(new SQSBatchResponse(List.of(new BatchItemFailure("m-1")))));
    assertEquals(
        "{\"statusCode\":200,\"headers\":{\"a\":\"1\"},\"body\":\"heiß\","
            + "\"isBase64Encoded\":false}",
        written(
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of("a", "1"))
                .withBody("heiß")
                .build()));
  }

  /** JSON can say it, and so an alert's text may have it; its sender must get an answer. */
  @Test
  void halfACharacterIsAnsweredAsWell() throws IOException {
    assertEquals(
        "{\"statusCode\":200,\"body\":\"half \\uD83D of it\",\"isBase64Encoded\":false}",
        written(
            APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withBody("half \uD83D of it")
                .build()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"Records\": 1}", "no JSON"})
  void anythingElseFails(String text) {
    assertThrows(IOException.class, () -> read(text, SQSEvent.class));
  }
}
