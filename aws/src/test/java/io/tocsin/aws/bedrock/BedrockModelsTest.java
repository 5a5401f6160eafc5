package io.tocsin.aws.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import io.tocsin.analysis.LanguageModel;
import io.tocsin.analysis.LanguageModel.Prompt;
import io.tocsin.analysis.NoAnswerException;
import io.tocsin.aws.TestClients;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

/** No emulator of Bedrock is to be had; what it documents is played. */
class BedrockModelsTest {
  private static final Prompt PROMPT = new Prompt("Say hello.", "<data>\n{}\n</data>", "{}");
  private static final Duration LONG = Duration.ofSeconds(20);

  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final List<String> bodies = new CopyOnWriteArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private Optional<HttpServer> server = Optional.empty();

  @AfterEach
  void close() {
    closed.countDown();
    server.ifPresent(running -> running.stop(0));
    threads.shutdownNow();
  }

  /** A model behind a service that always answers so; a status of 0 says nothing at all. */
  private LanguageModel model(int status, String body, Duration timeout) throws IOException {
    HttpServer played =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server = Optional.of(played);
    played.setExecutor(threads);
    played.createContext(
        "/",
        exchange -> {
          paths.add(exchange.getRequestURI().getRawPath());
          bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          if (status > 0) {
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
          } else {
            try {
              closed.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        });
    played.start();
    return new BedrockModels(
            TestClients.ANYBODY,
            () -> Region.EU_CENTRAL_1,
            Optional.of(URI.create("http://127.0.0.1:" + played.getAddress().getPort())))
        .model("eu.test.model-v1:0", timeout, 700);
  }

  private static String says(String content, String stop) {
    return "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":"
        + content
        + "}},\"stopReason\":\""
        + stop
        + "\",\"usage\":{\"inputTokens\":1,\"outputTokens\":1,\"totalTokens\":2}}";
  }

  private static String kind(LanguageModel model) {
    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> model.answer(PROMPT));
    assertEquals(Optional.empty(), Optional.ofNullable(failure.getCause()));
    return failure.kind();
  }

  @Test
  void ordersAndDataGoApartAndTheAnswerIsBounded() throws IOException, InvalidJsonException {
    LanguageModel model =
        model(200, says("[{\"text\":\"{\\\"a\\\":\"},{\"text\":\"1}\"}]", "end_turn"), LONG);
    assertEquals("{\"a\":1}", model.answer(PROMPT));
    assertEquals("bedrock eu.test.model-v1:0", model.maker().toString());
    assertEquals(List.of("/model/eu.test.model-v1%3A0/converse"), paths);
    JsonNode asked = Wire.parse(bodies.get(0));
    assertEquals("Say hello.", asked.at("/system/0/text").asText());
    assertEquals(1, asked.path("messages").size());
    assertEquals("user", asked.at("/messages/0/role").asText());
    assertEquals(PROMPT.data(), asked.at("/messages/0/content/0/text").asText());
    assertEquals(700, asked.at("/inferenceConfig/maxTokens").asInt());
    assertFalse(asked.has("toolConfig"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[{\"text\":\"{\"}] | max_tokens           | its answer was cut off",
        "[{\"text\":\" \"}] | end_turn             | it said nothing",
        "[]                 | guardrail_intervened | it said nothing"
      })
  void anAnswerThatIsNotWholeIsNone(String content, String stop, String kind) throws IOException {
    assertEquals(kind, kind(model(200, says(content, stop), LONG)));
  }

  @Test
  void anAnswerThatIsTooLongIsNone() throws IOException {
    String text = "x".repeat(LanguageModel.LONGEST_ANSWER + 1);
    assertEquals(
        "its answer is too long",
        kind(model(200, says("[{\"text\":\"" + text + "\"}]", "end_turn"), LONG)));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403, 404, 429, 500, 503})
  void aStatusIsNamedAndNothingIsTriedTwiceHere(int status) throws IOException {
    LanguageModel model = model(status, "{\"message\":\"about a s3cr3t\"}", LONG);
    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> model.answer(PROMPT));
    assertEquals("the API answered " + status, failure.kind());
    assertEquals(status == 429 || status >= 500, failure.again().isPresent());
    assertEquals(1, paths.size());
  }

  @Test
  void anAnswerThatNeverComesIsNotWaitedFor() throws IOException {
    assertEquals("it did not answer in time", kind(model(0, "", Duration.ofMillis(300))));
  }

  @Test
  void aConnectionThatIsRefusedMayBeTriedAgain() throws IOException {
    LanguageModel model = model(200, "", LONG);
    server.ifPresent(running -> running.stop(0));
    NoAnswerException failure = assertThrows(NoAnswerException.class, () -> model.answer(PROMPT));
    assertEquals("the connection failed", failure.kind());
    assertTrue(failure.again().isPresent());
  }
}
