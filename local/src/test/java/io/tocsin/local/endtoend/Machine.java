package io.tocsin.local.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code tocsin up} in a process of its own, which can be killed as by {@code kill -9}. */
final class Machine implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Tocsin is ready on (http://[0-9.:]+)");
  private static final String KEY = "cm_machine";
  private static final Secret SECRET = Secret.of("kept-in-the-environment");

  private final Process process;
  private final Client client;

  private Machine(Process process, Client client) {
    this.process = process;
    this.client = client;
  }

  /**
   * Starts it, and returns when it is ready.
   *
   * @param dynamoDb where its tables are, if not in files
   * @param environment more variables
   */
  static Machine start(Path data, Optional<URI> dynamoDb, Map<String, String> environment)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "io.tocsin.local.cli.Main",
                "up",
                "--port",
                "0",
                "--sqs-port",
                "0",
                "--data",
                data.toString()));
    dynamoDb.ifPresent(
        endpoint ->
            command.addAll(List.of("--store", "dynamodb", "--endpoint", endpoint.toString())));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("WEBHOOK_API_KEY", KEY);
    builder.environment().put("WEBHOOK_SECRET_KEY", SECRET.reveal());
    builder.environment().put("TOCSIN_KEY_QUOTA", "10000");
    builder.environment().put("TOCSIN_ADDRESS_QUOTA", "10000");
    builder.environment().putAll(environment);
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    return new Machine(process, ready(process));
  }

  Client client() {
    return client;
  }

  /** Kills it; returns when it is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly();
    assertTrue(process.waitFor(30, TimeUnit.SECONDS), "it outlived kill -9");
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** Reads what the process prints until it is ready. */
  private static Client ready(Process process) throws IOException {
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        return Client.of(URI.create(ready.group(1)), KEY, SECRET);
      }
    }
    throw new AssertionError("it ended before it was ready");
  }
}
