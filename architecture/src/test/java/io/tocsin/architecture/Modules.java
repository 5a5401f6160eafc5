package io.tocsin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The modules, which packages are theirs, and which others each may know. */
enum Modules {
  DOMAIN(
      Set.of(),
      "alert",
      "analysis",
      "calendar",
      "delivery",
      "desk",
      "history",
      "keeping",
      "keys",
      "meeting",
      "report",
      "routing",
      "store",
      "watch"),
  LOG(Set.of(DOMAIN), "log"),
  LAMBDA(Set.of(LOG), "lambda"),
  WIRE(Set.of(DOMAIN), "wire"),
  CONFIG(Set.of(DOMAIN, WIRE), "config"),
  MODEL(Set.of(DOMAIN, WIRE, CONFIG), "model"),
  AWS(Set.of(DOMAIN, LOG, LAMBDA, WIRE), "aws"),
  MAIL(Set.of(DOMAIN), "mail"),
  INGEST(Set.of(DOMAIN, LOG, LAMBDA, WIRE, CONFIG), "ingest"),
  DISPATCH(Set.of(DOMAIN, LOG, LAMBDA, WIRE, CONFIG, MAIL), "dispatch"),
  SCHEDULER(Set.of(DOMAIN, LOG, LAMBDA, WIRE, CONFIG, MODEL, MAIL), "scheduler"),
  CLIENT(Set.of(), "client"),
  INFRA(Set.of(DOMAIN, CONFIG), "infra"),
  LOCAL(
      Set.of(DOMAIN, LOG, LAMBDA, WIRE, CONFIG, MODEL, AWS, INGEST, DISPATCH, SCHEDULER), "local");

  /** What is shipped and was written by people: no tests, and not what Micronaut generates. */
  static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.tocsin")
          .that(not(nameMatching(".*[.][$].*")));

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final Set<Modules> known;

  @SuppressWarnings("ImmutableEnumChecker") // It is a copy that nobody can change.
  private final List<String> packages;

  Modules(Set<Modules> known, String... names) {
    this.known = Set.copyOf(known);
    this.packages = Stream.of(names).map(name -> "io.tocsin." + name + "..").toList();
  }

  String[] packages() {
    return packages.toArray(String[]::new);
  }

  /** The packages of all modules that it must not know. */
  String[] strangers() {
    List<String> strangers = new ArrayList<>();
    for (Modules other : values()) {
      if (other != this && !known.contains(other)) {
        strangers.addAll(other.packages);
      }
    }
    return strangers.toArray(String[]::new);
  }
}
