package io.tocsin.packaged;

import io.tocsin.packaged.Instance.Settings;
import io.tocsin.packaged.RuntimeApi.Said;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is measured, and the figures so far. */
final class Subject {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int CALLS = Integer.getInteger("calls", 3000);

  /** Until then the JVM still compiles. */
  private static final int NOT_COUNTED = CALLS / 3;

  private static final Pattern RESIDENT = Pattern.compile("VmHWM:\\s+([0-9]+) kB");

  /** Of nanoseconds in a millisecond, and of bytes in a megabyte. */
  private static final double MILLION = 1e6;

  private final String name;
  private final Errand errand;
  private final Settings settings;
  private final Path logs;
  private final Spread first = new Spread();
  private final Spread work = new Spread();
  private final Spread memory = new Spread();
  private final Spread warm = new Spread();
  private int number;
  private int calls;

  /**
   * Makes it.
   *
   * @param logs gets a file for each process
   */
  Subject(String name, Errand errand, Settings settings, Path logs) {
    this.name = name;
    this.errand = errand;
    this.settings = settings;
    this.logs = logs;
  }

  /** One start from nothing, to the first answer. */
  void start() throws InterruptedException {
    long begin = System.nanoTime();
    try (Instance instance = instance()) {
      answer(instance);
      first.add((System.nanoTime() - begin) / MILLION);
      work.add(processor(instance));
      memory.add(resident(instance));
    }
  }

  /**
   * From the snapshot to the first answer; bringing the snapshot back is Lambda's and not in it.
   */
  void startFromSnapshot() throws InterruptedException {
    try (Instance instance = instance()) {
      instance.awaitCheckpoint();
      double before = processor(instance);
      long begin = System.nanoTime();
      instance.restore();
      answer(instance);
      first.add((System.nanoTime() - begin) / MILLION);
      work.add(processor(instance) - before);
      memory.add(resident(instance));
    }
  }

  /** Calls a process of each again and again, in turn. */
  static void warm(Subject one, Subject other) throws InterruptedException {
    try (Instance first = one.instance();
        Instance second = other.instance()) {
      for (int call = 0; call < CALLS; call++) {
        one.warm(first, call);
        other.warm(second, call);
      }
    }
  }

  private void warm(Instance instance, int call) throws InterruptedException {
    long begin = System.nanoTime();
    answer(instance);
    if (call >= NOT_COUNTED) {
      warm.add((System.nanoTime() - begin) / MILLION);
    }
  }

  private Instance instance() {
    return Instance.start(settings, logs.resolve(name.replace(' ', '-') + "-" + ++number));
  }

  private void answer(Instance instance) throws InterruptedException {
    Said said = instance.invoke(errand.event().apply(++calls), PATIENCE);
    if (!said.kind().equals("response") || !said.text().contains(errand.done())) {
      throw new IllegalStateException(said + instance.output());
    }
  }

  /** How long it had a processor, in milliseconds: what other work the machine has is not in it. */
  private static double processor(Instance instance) {
    return instance.handle().info().totalCpuDuration().map(Duration::toMillis).orElse(0L);
  }

  /** The most memory it ever had, in MB. */
  private static double resident(Instance instance) {
    try {
      Matcher line =
          RESIDENT.matcher(
              Files.readString(
                  Path.of("/proc", String.valueOf(instance.handle().pid()), "status")));
      return line.find() ? Double.parseDouble(line.group(1)) / 1000 : 0;
    } catch (IOException e) {
      // Only Linux tells it so.
      return 0;
    }
  }

  private double megabytes() {
    try (Stream<Path> files = Files.walk(settings.folder())) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum()
          / MILLION;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A table of them; the first is compared with the second. */
  static void print(List<Subject> subjects) {
    Subject one = subjects.get(0);
    Subject other = subjects.get(1);
    boolean warmed = !one.warm.isEmpty();
    System.out.println();
    System.out.print("| | first answer, ms | of that processor, ms | memory, MB | package, MB |");
    System.out.println(warmed ? " warm p50, ms | p99, ms |" : "");
    System.out.println("| --- | --- | --- | --- | --- |" + (warmed ? " --- | --- |" : ""));
    for (Subject subject : subjects) {
      System.out.printf(
          Locale.ROOT,
          "| %s | %s | %s | %s | %.1f |",
          subject.name,
          subject.first.text("%.0f"),
          subject.work.text("%.0f"),
          subject.memory.text("%.0f"),
          subject.megabytes());
      printWarm(warmed, subject.warm.median(), subject.warm.quantile(0.99));
    }
    System.out.printf(
        Locale.ROOT,
        "| ratio | %.2f | %.2f | %.2f | %.2f |",
        one.first.median() / other.first.median(),
        one.work.median() / other.work.median(),
        one.memory.median() / other.memory.median(),
        one.megabytes() / other.megabytes());
    printWarm(
        warmed,
        one.warm.median() / other.warm.median(),
        one.warm.quantile(0.99) / other.warm.quantile(0.99));
    System.out.println();
  }

  private static void printWarm(boolean warmed, double half, double most) {
    System.out.println(warmed ? String.format(Locale.ROOT, " %.2f | %.2f |", half, most) : "");
  }
}
