package io.tocsin.packaged;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What ingest is measured against: a handler that nothing helps, with the same clients. It checks
 * the signature, counts in the table, ten requests at a time, and puts the body on the queue.
 */
public final class BareIngest implements RequestStreamHandler {
  private static final int BLOCK = 10;

  private final ObjectMapper json = new ObjectMapper();
  private final Map<String, String> variables = System.getenv();
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final SqsClient sqs =
      SqsClient.builder()
          .httpClient(http)
          .endpointOverride(URI.create(variable("TOCSIN_AWS_ENDPOINT_SQS")))
          .build();
  private final DynamoDbClient dynamoDb =
      DynamoDbClient.builder()
          .httpClient(http)
          .endpointOverride(URI.create(variable("TOCSIN_AWS_ENDPOINT_DYNAMODB")))
          .build();
  private int left;

  private String variable(String name) {
    return variables.getOrDefault(name, "");
  }

  @Override
  public void handleRequest(InputStream input, OutputStream output, Context context)
      throws IOException {
    JsonNode event = json.readTree(input);
    String body = event.path("body").asText();
    boolean admitted = isSigned(event.path("headers"), body);
    if (admitted) {
      count(event.path("headers").path("x-api-key").asText());
      sqs.sendMessage(
          message -> message.queueUrl(variable("TOCSIN_ALERTS_QUEUE_URL")).messageBody(body));
    }
    json.writeValue(
        output, Map.of("statusCode", admitted ? 200 : 401, "body", "{\"status\":\"accepted\"}"));
  }

  private void count(String key) {
    if (left == 0) {
      dynamoDb.updateItem(
          update ->
              update
                  .tableName(variable("TOCSIN_KEYS_TABLE"))
                  .key(
                      Map.of(
                          "pk", AttributeValue.fromS("bare#" + key),
                          "sk", AttributeValue.fromS("count")))
                  .updateExpression("ADD spent :block")
                  .expressionAttributeValues(
                      Map.of(":block", AttributeValue.fromN(String.valueOf(BLOCK)))));
      left = BLOCK;
    }
    left--;
  }

  private boolean isSigned(JsonNode headers, String body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(
              variable("WEBHOOK_SECRET_KEY").getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update(headers.path("x-timestamp").asText().getBytes(StandardCharsets.UTF_8));
      mac.update((byte) '.');
      return MessageDigest.isEqual(
          mac.doFinal(body.getBytes(StandardCharsets.UTF_8)),
          HexFormat.of().parseHex(headers.path("x-signature").asText()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
