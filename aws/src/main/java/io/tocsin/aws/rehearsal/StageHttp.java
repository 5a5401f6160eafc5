package io.tocsin.aws.rehearsal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Answers the SDK's requests as if they had been done, and hands none of them on: tables are empty
 * and take everything, queues take every message.
 *
 * <p>The one thing that leaves is a greeting, {@code GET /} without credentials to the first host
 * that is called: it costs a good part of a first request to look up a name, to load the
 * certificates and to agree on keys. Its connection is closed at once, so none is in a snapshot.
 */
public final class StageHttp implements SdkHttpClient {
  private static final String OPERATION = "X-Amz-Target";
  private static final int OK = 200;
  private static final Logger LOG = LoggerFactory.getLogger(StageHttp.class);

  private final SdkHttpClient outside;
  private final AtomicBoolean greeted = new AtomicBoolean();

  /**
   * Makes it.
   *
   * @param outside by which it greets
   */
  public StageHttp(SdkHttpClient outside) {
    this.outside = outside;
  }

  @Override
  public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
    return new ExecutableHttpRequest() {
      @Override
      public HttpExecuteResponse call() throws IOException {
        if (greeted.compareAndSet(false, true)) {
          greet(request.httpRequest().getUri());
        }
        return answer(request);
      }

      @Override
      public void abort() {
        // The answer is there already.
      }
    };
  }

  private void greet(URI host) {
    SdkHttpRequest greeting =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.GET)
            .uri(host.resolve("/"))
            .putHeader("Connection", "close")
            .build();
    try {
      outside
          .prepareRequest(HttpExecuteRequest.builder().request(greeting).build())
          .call()
          .responseBody()
          .ifPresent(AbortableInputStream::abort);
    } catch (IOException | RuntimeException e) {
      // Who cannot be greeted may be there for the first request, which then takes longer.
      LOG.debug("{} does not answer", host, e);
    }
  }

  private static HttpExecuteResponse answer(HttpExecuteRequest request) throws IOException {
    byte[] body =
        Wire.write(answer(operation(request), body(request))).getBytes(StandardCharsets.UTF_8);
    return HttpExecuteResponse.builder()
        .response(
            SdkHttpFullResponse.builder()
                .statusCode(OK)
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .putHeader("Content-Length", String.valueOf(body.length))
                .build())
        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
        .build();
  }

  /** The operation's name, without the service's. */
  private static String operation(HttpExecuteRequest request) {
    return request
        .httpRequest()
        .firstMatchingHeader(OPERATION)
        .map(target -> target.substring(target.indexOf('.') + 1))
        .orElse("");
  }

  private static JsonNode body(HttpExecuteRequest request) throws IOException {
    if (request.contentStreamProvider().isEmpty()) {
      return JsonNodeFactory.instance.objectNode();
    }
    try (InputStream stream = request.contentStreamProvider().get().newStream()) {
      return Wire.parse(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
    } catch (InvalidJsonException e) {
      throw new IOException("both services are spoken to in JSON", e);
    }
  }

  /** DynamoDB says nothing of what it did; SQS says which messages it has. */
  private static ObjectNode answer(String operation, JsonNode asked) {
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    if (operation.equals("SendMessageBatch")) {
      for (JsonNode entry : asked.path("Entries")) {
        answer
            .withArray("Successful")
            .addObject()
            .put("MessageId", "rehearsed")
            .set("Id", entry.path("Id"));
      }
    }
    return answer;
  }

  @Override
  public String clientName() {
    return "Stage";
  }

  @Override
  public void close() {
    outside.close();
  }
}
