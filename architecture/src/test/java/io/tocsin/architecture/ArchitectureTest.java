package io.tocsin.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleNameEndingWith;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import java.time.Clock;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the structure promises, held against the compiled classes. */
class ArchitectureTest {

  @ParameterizedTest
  @EnumSource
  void everyModuleHasClassesAndTheyAreLookedAt(Modules module) {
    assertTrue(
        Modules.CLASSES.stream().anyMatch(resideInAnyPackage(module.packages())),
        () -> module + " has no classes; was a package renamed? See Modules");
  }

  @Test
  void everyClassBelongsToAModule() {
    classes()
        .should()
        .resideInAnyPackage(
            List.of(Modules.values()).stream()
                .flatMap(module -> List.of(module.packages()).stream())
                .toArray(String[]::new))
        .because("the arrows are drawn between modules; add a new package to Modules")
        .check(Modules.CLASSES);
  }

  @Test
  void theDomainDependsOnNothing() {
    classes()
        .that()
        .resideInAnyPackage(Modules.DOMAIN.packages())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.crypto..", "org.jspecify..")
                .or(resideInAnyPackage(Modules.DOMAIN.packages())))
        .because("the rules must outlive every library; put a port into the domain instead")
        .check(Modules.CLASSES);
  }

  @Test
  void theClientDependsOnTheJdkAlone() {
    classes()
        .that()
        .resideInAnyPackage(Modules.CLIENT.packages())
        .should()
        .onlyDependOnClassesThat(
            resideInAnyPackage("java..", "javax.crypto..", "javax.net.ssl..", "org.jspecify..")
                .or(resideInAnyPackage(Modules.CLIENT.packages())))
        .because("whoever sends alerts brings libraries of their own, in versions of their own")
        .check(Modules.CLASSES);
  }

  @ParameterizedTest
  @EnumSource
  void arrowsPointOneWay(Modules module) {
    noClasses()
        .that()
        .resideInAnyPackage(module.packages())
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(module.strangers())
        .because(
            "modules know only those that ARCHITECTURE.md draws below them; what passes between"
                + " functions is JSON on a queue, and what a function needs is a port")
        .check(Modules.CLASSES);
  }

  @Test
  void onlyTheAdaptersKnowTheAwsSdk() {
    noClasses()
        .that()
        .resideOutsideOfPackages("io.tocsin.aws..", "io.tocsin.local..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("software.amazon.awssdk..")
        .because("AWS stays behind ports; give aws another adapter instead")
        .check(Modules.CLASSES);
  }

  @Test
  void onlyTheModelKnowsLangChain() {
    noClasses()
        .that()
        .resideOutsideOfPackage("io.tocsin.model..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.langchain4j..")
        .because("a model is asked through the domain's LanguageModel; use that instead")
        .check(Modules.CLASSES);
  }

  @Test
  void onlyEntriesSeeLambdasEvents() {
    noClasses()
        .that(not(simpleNameEndingWith("Function")).and(Allowed.LAMBDA_EVENTS.nobodyElse()))
        .should()
        .dependOnClassesThat()
        .resideInAPackage("com.amazonaws.services.lambda.runtime.events..")
        .because("an entry turns the event into records of ours; pass those on instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyReadsTheEnvironment() {
    noClasses()
        .that(Allowed.ENVIRONMENT.nobodyElse())
        .should()
        .callMethod(System.class, "getenv")
        .orShould()
        .callMethod(System.class, "getenv", String.class)
        .because("variables are bound once per function; take a setting instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyWritesToTheConsole() {
    noClasses()
        .that(Allowed.CONSOLE.nobodyElse())
        .should()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .because("what runs is told by its log; use an SLF4J logger instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyPrintsStackTraces() {
    noClasses()
        .that(Allowed.STACK_TRACES.nobodyElse())
        .should()
        .callMethodWhere(target(nameMatching("printStackTrace")))
        .because("it may show secrets and is in nobody's log; log the exception instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyScansATable() {
    noClasses()
        .should()
        .callMethodWhere(
            target(nameMatching("scan|scanPaginator"))
                .and(target(owner(resideInAnyPackage("software.amazon..")))))
        .because("it costs more with every alert there is; make a query, of an index if need be")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodySleeps() {
    noClasses()
        .that(Allowed.SLEEP.nobodyElse())
        .should()
        .callMethodWhere(target(nameMatching("sleep")))
        .because("a simulation must be able to let time pass; take a Pause instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyTakesTheTimeFromTheAir() {
    noClasses()
        .that(Allowed.CLOCK.nobodyElse())
        .should()
        .callMethodWhere(new TimeFromTheAir())
        .because("time is an argument; take a " + Clock.class.getSimpleName() + " instead")
        .check(Modules.CLASSES);
  }

  @Test
  void nobodyUsesTheOldDates() {
    noClasses()
        .that(Allowed.OLD_DATES.nobodyElse())
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Date")
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.util.Calendar")
        .because("they change under their holders; use Instant instead")
        .check(Modules.CLASSES);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Manager", "Helper", "Util", "Utils", "Impl"})
  void noNameSaysNothing(String ending) {
    noClasses()
        .should()
        .haveSimpleNameEndingWith(ending)
        .because("a class is named for what it is or does; say that instead of " + ending)
        .check(Modules.CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        Modules.CLASSES.stream()
            .map(JavaClass::getPackage)
            .filter(one -> !isNullMarked(one))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .toList();
    assertEquals(
        List.of(), unmarked, "give each a package-info.java with a sentence and @NullMarked");
  }

  private static boolean isNullMarked(JavaPackage one) {
    return one.tryGetPackageInfo()
        .filter(info -> info.isAnnotatedWith(NullMarked.class))
        .isPresent();
  }
}
