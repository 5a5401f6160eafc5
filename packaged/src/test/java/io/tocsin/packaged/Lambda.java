package io.tocsin.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.infra.FunctionRole;
import io.tocsin.packaged.Instance.Settings;
import io.tocsin.packaged.RuntimeApi.Said;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A function: one process at a time, and another when that died. */
final class Lambda implements AutoCloseable {
  /** As Lambda's Java runtimes are started, but for what they have archived. */
  private static final List<String> FLAGS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  /** Without it the runtime passes over the hooks of a snapshot; Lambda sets it as well. */
  private static final String HOOKS = "-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac";

  private final String name;
  private final Settings settings;
  private final Path logs;
  private final List<Instance> instances = new ArrayList<>();

  /** What the function answers when it fails, or when its process dies. */
  static final class FailedException extends Exception {
    private static final long serialVersionUID = 1L;

    FailedException(String message) {
      super(message);
    }
  }

  private Lambda(String name, Settings settings, Path logs) {
    this.name = name;
    this.settings = settings;
    this.logs = logs;
  }

  /** The function in its package, with these variables besides those that Lambda sets. */
  static Lambda of(FunctionRole function, Map<String, String> variables, Path logs) {
    return of(function, function.handler(), variables, logs);
  }

  /** The same with another entry of the package. */
  static Lambda of(
      FunctionRole function, String handler, Map<String, String> variables, Path logs) {
    Map<String, String> all = new HashMap<>(Surroundings.ofLambda(function));
    all.putAll(variables);
    Settings settings =
        new Settings(
            handler,
            Unpacked.of(function),
            all,
            flags(function),
            Duration.ofSeconds(function.timeoutSeconds()));
    return new Lambda(handler.substring(handler.lastIndexOf('.') + 1), settings, logs);
  }

  static List<String> flags(FunctionRole function) {
    List<String> flags = withoutHooks(function);
    flags.add(HOOKS);
    return flags;
  }

  /** As if there were nothing to do before a snapshot. */
  static List<String> withoutHooks(FunctionRole function) {
    List<String> flags = new ArrayList<>(FLAGS);
    flags.add("-Xmx" + function.memoryMiB() * 85 / 100 + "m");
    return flags;
  }

  /** Starts a process, if there is none. */
  synchronized Instance start() {
    if (instances.isEmpty() || !last().isAlive()) {
      instances.add(
          Instance.start(settings, logs.resolve(name + "-" + (instances.size() + 1) + ".log")));
    }
    return last();
  }

  private Instance last() {
    return instances.get(instances.size() - 1);
  }

  /** Calls it with an event, and returns its answer. */
  JsonNode invoke(String event) throws InterruptedException, FailedException {
    Instance instance = start();
    instance.awaitStart();
    Said said = instance.invoke(event, settings.timeout());
    if (!said.kind().equals("response")) {
      throw new FailedException(name + ": " + said.kind() + ": " + said.text());
    }
    try {
      return Wire.parse(said.text());
    } catch (InvalidJsonException e) {
      throw new FailedException(name + " answered no JSON: " + said.text());
    }
  }

  /** Ends its process at once, whatever it does. */
  synchronized void kill() {
    last().kill();
  }

  /** How many processes it has had. */
  synchronized int processes() {
    return instances.size();
  }

  /** What all its processes printed. */
  synchronized String output() {
    return instances.stream().map(Instance::output).collect(Collectors.joining("\n", name, ""));
  }

  @Override
  public synchronized void close() {
    instances.forEach(Instance::close);
  }
}
