package io.tocsin.infra;

import java.nio.file.Path;
import java.util.Locale;

/** The functions there are, what runs in each, and what it may cost. */
public enum FunctionRole {
  /** Answers HTTP: must be done well before the gateway gives up after 30 s. */
  INGEST("io.tocsin.ingest.IngestFunction", 20, 1024),
  /** Carries out and answers slash commands; there only where there is a front desk. */
  ANSWER("io.tocsin.ingest.InteractionsFunction", 20, 1024),
  /** Routes alerts. */
  ROUTE("io.tocsin.dispatch.AlertsFunction", 60, 1024),
  /** Drains lanes. */
  DRAIN("io.tocsin.dispatch.WakesFunction", 90, 1024),
  /** Wakes overdue lanes and meetings; done before the next minute begins. */
  TICK("io.tocsin.scheduler.TickFunction", 50, 512),
  /** Counts what happens, from the history's stream. */
  COUNT("io.tocsin.scheduler.ChangesFunction", 60, 512),
  /** Makes meetings; there only where they are made. */
  MEET("io.tocsin.scheduler.MeetingsFunction", 120, 1024),
  /** Files what expired; there only where there is an archive. */
  ARCHIVE("io.tocsin.scheduler.ArchiveFunction", 60, 512);

  private final String handler;
  private final int timeoutSeconds;
  private final int memoryMiB;

  FunctionRole(String handler, int timeoutSeconds, int memoryMiB) {
    this.handler = handler;
    this.timeoutSeconds = timeoutSeconds;
    this.memoryMiB = memoryMiB;
  }

  /** The class that Lambda makes and calls. */
  public String handler() {
    return handler;
  }

  /** After so long Lambda ends it. */
  public int timeoutSeconds() {
    return timeoutSeconds;
  }

  /** What it may use. */
  public int memoryMiB() {
    return memoryMiB;
  }

  /** Which of the packages it is in. */
  public Path code(Packages packages) {
    return switch (this) {
      case INGEST, ANSWER -> packages.ingest();
      case ROUTE, DRAIN -> packages.dispatch();
      case TICK, COUNT, MEET, ARCHIVE -> packages.scheduler();
    };
  }

  /** Its name in the template, e.g. {@code ingest}. */
  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
