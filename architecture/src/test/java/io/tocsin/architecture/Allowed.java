package io.tocsin.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;

/**
 * The few classes that may do what is forbidden to all others, each with its reason. A name stands
 * for its nested classes, too; one that ends in a dot, for a package.
 */
enum Allowed {
  /** Everybody else is given the environment's variables as settings. */
  ENVIRONMENT(
      Map.of(
          "io.tocsin.log.LogProvider", "is there before any setting",
          "io.tocsin.local.cli.", "a command starts with what the shell gives it")),

  CONSOLE(
      Map.of(
          "io.tocsin.aws.AwsPorts", "prints metrics, which Lambda takes from there",
          "io.tocsin.infra.PackageCommand", "a command talks to whoever typed it",
          "io.tocsin.log.LogProvider", "is where the log goes",
          "io.tocsin.local.cli.", "a command talks to whoever typed it")),

  STACK_TRACES(
      Map.of(
          "io.tocsin.log.", "writes them into its lines",
          "io.tocsin.local.cli.", "shown when a bug ends a command")),

  /** Everybody else takes a Pause. */
  SLEEP(
      Map.of(
          "io.tocsin.delivery.RealTime", "is the Pause in which time really passes",
          "io.tocsin.local.", "loops of its own that wait for a queue or a request")),

  /** Everybody else is given a Clock. */
  CLOCK(
      Map.of(
          "io.tocsin.aws.AwsPorts", "makes the Clock that everybody is given",
          "io.tocsin.client.RealTime", "is the client's Time in which time really passes",
          "io.tocsin.log.LogProvider", "is there before any Clock",
          "io.tocsin.local.LocalTocsin", "makes the Clock that everybody is given",
          "io.tocsin.local.cli.", "a command signs with the time of its call")),

  /** Everybody else has instants. */
  OLD_DATES(
      Map.of(
          "io.tocsin.scheduler.ChangesFunction", "Lambda's event of a stream has one",
          "io.tocsin.local.sources.", "plays Lambda, and so makes its events")),

  /** Everybody else who takes requests must not be able to compare signatures wrongly. */
  SIGNING(
      Map.of(
          "io.tocsin.ingest.SignedAlert",
          "signs what is rehearsed, with a key of the stage's own")),

  /** Everybody else gets records of the domain. */
  LAMBDA_EVENTS(
      Map.of(
          "io.tocsin.dispatch.SqsBatch", "what both of the module's entries make of a batch",
          "io.tocsin.scheduler.Image", "what both entries behind a stream make of an item",
          "io.tocsin.local.", "plays Lambda, and so makes its events"));

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final Set<String> names;

  Allowed(Map<String, String> reasons) {
    this.names = Set.copyOf(reasons.keySet());
  }

  /** All classes but these. */
  DescribedPredicate<JavaClass> nobodyElse() {
    return new DescribedPredicate<>("are not in Allowed." + name()) {
      @Override
      public boolean test(JavaClass one) {
        return names.stream().noneMatch(name -> covers(name, one.getName()));
      }
    };
  }

  private static boolean covers(String name, String className) {
    return name.endsWith(".")
        ? className.startsWith(name)
        : className.equals(name) || className.startsWith(name + "$");
  }
}
