package io.tocsin.packaged;

import io.tocsin.packaged.RuntimeApi.Said;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One process of a function: Lambda's runtime client on the class path, and the package, as on
 * Lambda, where that finds it by itself.
 */
final class Instance implements AutoCloseable {
  private static final Duration LONGEST_START = Duration.ofMinutes(2);

  /** What is in {@code /var/runtime/lib} on Lambda. */
  private static final Pattern RUNTIME =
      Pattern.compile(
          ".*[/\\\\](aws-lambda-java-(core|runtime-interface-client|serialization)|utils-lite)-[^/\\\\]*");

  private final RuntimeApi api;
  private final Process process;
  private final Path log;
  private final CompletableFuture<Void> death;

  private Instance(RuntimeApi api, Process process, Path log) {
    this.api = api;
    this.process = process;
    this.log = log;
    this.death =
        process.onExit().thenAccept(ended -> api.said.add(new Said("death", "the process ended")));
  }

  /**
   * Starts a process, and returns at once.
   *
   * @param log gets what it prints
   */
  static Instance start(Settings settings, Path log) {
    try {
      RuntimeApi api = new RuntimeApi(settings.timeout());
      ProcessBuilder process =
          new ProcessBuilder(command(settings))
              .directory(settings.folder().toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile());
      process.environment().clear();
      process.environment().putAll(settings.variables());
      process.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
      return new Instance(api, process.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * What a process is started with.
   *
   * @param folder the unpacked package
   */
  record Settings(
      String handler,
      Path folder,
      Map<String, String> variables,
      List<String> flags,
      Duration timeout) {}

  private static List<String> command(Settings settings) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(settings.flags());
    command.add("-D" + NativeClient.PROPERTY + "=" + NativeClient.FILE);
    command.addAll(List.of("-cp", runtime()));
    command.add("com.amazonaws.services.lambda.runtime.api.client.AWSLambda");
    command.add(settings.handler());
    return command;
  }

  private static String runtime() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .filter(jar -> RUNTIME.matcher(jar).matches())
        .collect(Collectors.joining(File.pathSeparator));
  }

  boolean isAlive() {
    return process.isAlive();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Waits until it asks for its first event. */
  void awaitStart() throws InterruptedException {
    await(api.ready(), "was not ready");
  }

  /** Waits until it is ready for its snapshot. */
  void awaitCheckpoint() throws InterruptedException {
    await(api.checkpoint(), "was not ready for its snapshot");
  }

  private void await(CountDownLatch latch, String otherwise) throws InterruptedException {
    for (long waited = 0; waited < LONGEST_START.toMillis(); waited += 20) {
      if (latch.await(20, TimeUnit.MILLISECONDS)) {
        return;
      }
      if (!process.isAlive()) {
        throw new IllegalStateException("it ended, " + api.said);
      }
    }
    throw new IllegalStateException("it " + otherwise + " in " + LONGEST_START);
  }

  /** Has it go on from its snapshot. */
  void restore() {
    api.restore();
  }

  /** Hands an event over, and waits for what comes of it. */
  Said invoke(String event, Duration atMost) throws InterruptedException {
    api.put(event);
    Said said = api.said.poll(atMost.toMillis(), TimeUnit.MILLISECONDS);
    if (said == null) {
      throw new IllegalStateException("no answer in " + atMost);
    }
    return said;
  }

  /** Ends it as a power cut does. */
  void kill() {
    process.destroyForcibly();
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    death.join();
    api.close();
  }
}
