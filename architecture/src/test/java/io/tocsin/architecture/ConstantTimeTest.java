package io.tocsin.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import io.tocsin.keys.Signature;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How long it takes to refuse a signature tells nothing of the right one, by the way it is built:
 * the right one is made in one place, compared there, byte by byte to the end, and nowhere else.
 */
class ConstantTimeTest {
  private static final ArchRule ONE_PLACE_COMPARES =
      noClasses()
          .that()
          .doNotHaveFullyQualifiedName(Signature.class.getName())
          .should()
          .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
          .because("signatures are compared by Signature.matches");

  private static final ArchRule IT_COMPARES_TO_THE_END =
      classes()
          .that()
          .haveFullyQualifiedName(Signature.class.getName())
          .or()
          .haveSimpleName("Idle")
          .should()
          .callMethod(MessageDigest.class, "isEqual", byte[].class, byte[].class)
          .because("what stops at the first byte that differs tells how many were right");

  private static final ArchRule NOBODY_STOPS_EARLY =
      noClasses()
          .should()
          .callMethodWhere(new EarlyComparison())
          .because("it stops at the first byte that differs; use Signature.matches for signatures");

  /** Whoever takes requests never holds the right signature, so cannot compare it wrongly. */
  private static final ArchRule WHO_IS_ASKED_MAKES_NONE =
      noClasses()
          .that()
          .resideInAnyPackage("io.tocsin.ingest..", "io.tocsin.architecture..")
          .and(Allowed.SIGNING.nobodyElse())
          .should()
          .callMethodWhere(new MakingOfSignatures())
          .because("the right signature is nobody's business but Signature.matches'");

  @Test
  void signaturesAreComparedInOnePlace() {
    ONE_PLACE_COMPARES.check(Modules.CLASSES);
  }

  @Test
  void theyAreComparedToTheLastByte() {
    IT_COMPARES_TO_THE_END.check(Modules.CLASSES);
  }

  @Test
  void nobodyComparesBytesUntilTheFirstThatDiffers() {
    NOBODY_STOPS_EARLY.check(Modules.CLASSES);
  }

  @Test
  void whoIsAskedNeverHasTheRightSignature() {
    WHO_IS_ASKED_MAKES_NONE.check(Modules.CLASSES);
  }

  @Test
  void theRulesFindWhoeverBreaksThem() {
    for (ArchRule rule : Set.of(ONE_PLACE_COMPARES, NOBODY_STOPS_EARLY, WHO_IS_ASKED_MAKES_NONE)) {
      assertTrue(breaks(rule, Careless.class), rule.getDescription());
    }
    assertFalse(breaks(NOBODY_STOPS_EARLY, Signature.class));
    assertTrue(breaks(IT_COMPARES_TO_THE_END, Idle.class));
  }

  private static boolean breaks(ArchRule rule, Class<?> one) {
    return rule.evaluate(new ClassFileImporter().importClasses(one)).hasViolation();
  }

  /** Does everything that must not be done. */
  private static final class Careless {
    private Careless() {}

    @SuppressWarnings("UnusedMethod") // It is only looked at.
    static boolean admits(String header, byte[] right, byte[] given) {
      return Arrays.equals(right, given)
          || MessageDigest.isEqual(right, given)
          || Signature.hex(right).equals(header);
    }
  }

  /** In the place of the one that compares, and compares otherwise. */
  private static final class Idle {
    @SuppressWarnings("UnusedMethod") // It is only looked at.
    static boolean matches(String right, String given) {
      return right.equals(given);
    }
  }

  /** Calls that compare bytes and stop at the first that differs. */
  private static final class EarlyComparison extends DescribedPredicate<JavaMethodCall> {
    private static final Set<String> ARRAYS = Set.of("equals", "compare", "mismatch", "deepEquals");
    private static final Set<String> BUFFERS = Set.of("equals", "compareTo", "mismatch");

    EarlyComparison() {
      super("compares bytes until the first that differs");
    }

    @Override
    public boolean test(JavaMethodCall call) {
      String owner = call.getTargetOwner().getName();
      return (owner.equals("java.util.Arrays") && ARRAYS.contains(call.getName()))
          || (owner.equals("java.nio.ByteBuffer") && BUFFERS.contains(call.getName()))
          || (owner.equals("java.util.Objects") && call.getName().equals("deepEquals"));
    }
  }

  /** Calls that give the bytes of a signature, or its text. */
  private static final class MakingOfSignatures extends DescribedPredicate<JavaMethodCall> {
    MakingOfSignatures() {
      super("makes a signature or its text");
    }

    @Override
    public boolean test(JavaMethodCall call) {
      return call.getTargetOwner().getName().equals("io.tocsin.keys.Signature")
          && Set.of("sign", "hex").contains(call.getName());
    }
  }
}
