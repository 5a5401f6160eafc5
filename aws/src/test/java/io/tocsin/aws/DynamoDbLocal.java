package io.tocsin.aws;

import io.tocsin.aws.dynamodb.DynamoStores;
import io.tocsin.aws.dynamodb.Tables;
import io.tocsin.keeping.Retention;
import io.tocsin.store.Samples;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * DynamoDB Local as a process of its own, in memory, without telemetry. {@link
 * DynamoDbLocalExtension} starts one per JVM.
 */
public final class DynamoDbLocal implements AutoCloseable {
  private static final String CLASS_PATH = "/dynamodb-local.classpath";
  private static final int TRIES = 300;
  private static final int PAUSE_MILLIS = 100;

  private final Process process;
  private final Thread atExit;
  private final URI endpoint;
  private final DynamoDbClient client;

  private DynamoDbLocal(Process process, int port) {
    this.process = process;
    this.atExit = new Thread(process::destroyForcibly);
    this.endpoint = URI.create("http://127.0.0.1:" + port);
    this.client = TestClients.dynamoDb(endpoint);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /** Starts it, and returns when it answers. */
  public static DynamoDbLocal start() throws IOException, InterruptedException {
    int port = freePort();
    DynamoDbLocal local = new DynamoDbLocal(command(port).start(), port);
    for (int i = 0; i < TRIES; i++) {
      if (local.answers()) {
        return local;
      }
      if (local.process.waitFor(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        break;
      }
    }
    local.close();
    throw new IOException("DynamoDB Local does not start; see aws/target/dynamodb-local.log");
  }

  public URI endpoint() {
    return endpoint;
  }

  public DynamoDbClient client() {
    return client;
  }

  /** The names of three tables that have just been made; nothing in them expires. */
  public Tables freshTables() {
    Tables tables = Tables.named("t" + UUID.randomUUID());
    tables.create(client);
    return tables;
  }

  /** Stores in tables of their own, at {@link Samples#NOON}. */
  public DynamoStores freshStores() {
    return stores(client, freshTables(), Clock.fixed(Samples.NOON, ZoneOffset.UTC));
  }

  /** Stores on a client of the test's own. */
  public static DynamoStores stores(DynamoDbClient client, Tables tables, Clock clock) {
    return stores(client, tables, clock, Retention.of(Retention.USUAL));
  }

  /** The same, that keep the history for so long. */
  public static DynamoStores stores(
      DynamoDbClient client, Tables tables, Clock clock, Retention retention) {
    return new DynamoStores(
        client,
        tables,
        () -> retention,
        clock,
        TestClients.NO_PAUSE,
        new Random(1),
        () -> UUID.randomUUID().toString());
  }

  @Override
  public void close() {
    client.close();
    process.destroyForcibly();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }

  private boolean answers() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), endpoint.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      // Not yet.
      return false;
    }
  }

  private static ProcessBuilder command(int port) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-cp",
                classPath(),
                "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                "-port",
                Integer.toString(port),
                "-sharedDb",
                "-inMemory",
                "-disableTelemetry"));
    command.environment().put("DDB_LOCAL_TELEMETRY", "false");
    File log = new File("target/dynamodb-local.log");
    if (!log.getAbsoluteFile().getParentFile().isDirectory()) {
      throw new IOException("run this in a module's directory: " + log.getAbsolutePath());
    }
    return command.redirectErrorStream(true).redirectOutput(log);
  }

  private static String classPath() throws IOException {
    try (InputStream file = DynamoDbLocal.class.getResourceAsStream(CLASS_PATH)) {
      if (file == null) {
        throw new IOException(CLASS_PATH + " is missing; the Maven build of aws writes it");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return probe.getLocalPort();
    }
  }
}
