package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.local.LocalOptions;
import io.tocsin.local.LocalTocsin;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What docs/sending.md shows does what it says: each example, taken from there and run. */
class SendingDocumentTest {
  private static final Path DOCUMENT = Path.of("..", "docs", "sending.md");
  private static final Pattern EVENT = Pattern.compile("ev_[0-9a-f]{24}");
  private static final Duration LONG = Duration.ofMinutes(1);

  private static LocalTocsin tocsin;

  /** The examples, by their sections. */
  enum Example {
    JAVA("Java", "Send.java", List.of("java")),
    CURL("curl and openssl", "send.sh", List.of("sh", "curl", "openssl")),
    PYTHON("Python", "send.py", List.of("python3")),
    NODE("Node", "send.mjs", List.of("node")),
    GO("Go", "send.go", List.of("go")),
    DATAWEAVE("DataWeave", "alert.dwl", List.of("dw"));

    private final String section;
    private final String file;

    @SuppressWarnings("ImmutableEnumChecker") // It is a list that nobody can change.
    private final List<String> programs;

    Example(String section, String file, List<String> programs) {
      this.section = section;
      this.file = file;
      this.programs = programs;
    }

    /** The first block of code in its section. */
    String code(String document) {
      Matcher block =
          Pattern.compile("(?ms)^## " + section + "$.*?^```[a-z]+\\n(.*?)^```$").matcher(document);
      assertTrue(block.find(), "no example under " + section);
      return block.group(1);
    }

    List<String> command() {
      return switch (this) {
        case JAVA -> List.of("java", "-cp", System.getProperty("java.class.path"), file);
        case GO -> List.of("go", "run", file);
        case DATAWEAVE -> List.of("dw", "run", "-f", file);
        case CURL, PYTHON, NODE -> List.of(programs.get(0), file);
      };
    }

    /** The name that it gives its alert. */
    String alertName() {
      return name().toLowerCase(Locale.ROOT) + "-8841";
    }
  }

  @BeforeAll
  static void start(@TempDir Path data) {
    tocsin = LocalTocsin.start(LocalOptions.in(data), any -> {});
  }

  @AfterAll
  static void stop() {
    tocsin.close();
  }

  @ParameterizedTest
  @EnumSource
  void theExampleSendsAnAlertThatArrives(Example example, @TempDir Path folder) throws Exception {
    for (String program : example.programs) {
      assumeTrue(Program.installed(program), "needs " + program);
    }
    Files.writeString(folder.resolve(example.file), example.code(Files.readString(DOCUMENT)));
    String printed = Program.run(folder, environment(), example.command());
    if (example == Example.DATAWEAVE) {
      printed = post(Wire.parse(printed));
    }
    Matcher event = EVENT.matcher(printed);
    assertTrue(event.find(), "accepted: " + printed);
    assertTrue(example == Example.JAVA || printed.contains("200"), printed);

    JsonNode alert = inHistory(event.group());
    assertEquals("Gerät überhitzt – 過熱 🔔", alert.path("title").asText());
    assertEquals("3 checks failed", alert.path("message").asText());
    assertEquals("plex", alert.path("service").asText());
    assertEquals("critical", alert.path("severity").asText());
    assertEquals("eu", alert.path("details").path("region").asText());
    assertEquals(example.alertName(), alert.path("name").asText());
  }

  @Test
  void everyExampleIsRun() throws IOException {
    List<String> sections =
        Pattern.compile("(?m)^## (.*)$")
            .matcher(Files.readString(DOCUMENT))
            .results()
            .map(section -> section.group(1))
            .toList();
    List<String> rest =
        List.of("The request", "Answers", "Retries", "Replays", "429", "Clock skew");
    assertEquals(
        List.of(Example.values()).stream().map(example -> example.section).toList(),
        sections.stream().filter(section -> !rest.contains(section)).toList(),
        "add what is new to Example");
  }

  private static Map<String, String> environment() {
    return Map.of(
        "TOCSIN_URL", tocsin.url().toString(),
        "WEBHOOK_API_KEY", tocsin.key().id(),
        "WEBHOOK_SECRET_KEY", tocsin.key().secret().reveal());
  }

  /** Sends what the script made, as Mule's HTTP request does. */
  private static String post(JsonNode made) throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(tocsin.url() + "/api/v1/alert"))
            .POST(HttpRequest.BodyPublishers.ofString(made.path("body").asText()));
    made.path("headers")
        .properties()
        .forEach(header -> request.header(header.getKey(), header.getValue().asText()));
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    return answer.statusCode() + " " + answer.body();
  }

  private static JsonNode inHistory(String id) throws Exception {
    Client client = Client.of(tocsin.url(), tocsin.key().id(), tocsin.key().secret());
    Eventually.happens("it is in the history", LONG, () -> find(client, id).isPresent());
    return find(client, id).orElseThrow();
  }

  private static Optional<JsonNode> find(Client client, String id) throws Exception {
    return client.history().stream()
        .filter(alert -> alert.path("id").asText().equals(id))
        .findFirst();
  }
}
