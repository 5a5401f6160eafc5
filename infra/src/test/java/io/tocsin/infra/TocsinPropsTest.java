package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TocsinPropsTest {
  private final TocsinProps.Builder props =
      TocsinProps.of(Packages.builtIn(Path.of("root"), "0.1.0"), "0.1.0");

  @Test
  void withoutAnyChoiceItIsASmallOneThatKeepsItsData() {
    TocsinProps all = props.build();
    assertEquals(Duration.ofDays(30), all.logsKept());
    assertEquals(10, all.drainers());
    assertTrue(!all.disposable() && all.secrets().isEmpty() && all.settings().isEmpty());
  }

  @Test
  void packagesAreWhereTheBuildLeavesThem() {
    assertEquals(
        Path.of("root/dispatch-fn/target/tocsin-dispatch-fn-0.1.0-aws.zip"),
        props.build().packages().dispatch());
  }

  @Test
  void aMissingPackageIsNamedWithTheMend() {
    Packages packages = props.build().packages();
    IllegalStateException e = assertThrows(IllegalStateException.class, packages::checked);
    assertTrue(e.toString().contains("tocsin-ingest-fn-0.1.0-aws.zip"), e.toString());
    assertTrue(e.toString().endsWith("run ./mvnw package first"), e.toString());
  }

  @Test
  void aSecretIsNoSetting() {
    props.settings(Map.of("WEBHOOK_SECRET_KEY", "hush"));
    Exception e = assertThrows(IllegalArgumentException.class, props::build);
    assertTrue(e.toString().contains("WEBHOOK_SECRET_KEY is not a setting"), e.toString());
    assertTrue(!e.toString().contains("hush"), e.toString());
  }

  @Test
  void aSettingIsNoSecret() {
    props.secrets(new SecretSettings("tocsin", "v", Set.of("TOCSIN_OPEN_READS")));
    assertThrows(IllegalArgumentException.class, props::build);
  }

  @Test
  void onlyWhatIsNamedMayBeSentFromAndPublishedTo() {
    assertEquals(Set.of(), props.build().mailFrom());
    assertEquals(Set.of(), props.build().topics());
    for (String wrong : Set.of("*", "example.org/*", "identity/example.org", "example")) {
      assertThrows(IllegalArgumentException.class, props.mailFrom(Set.of(wrong))::build, wrong);
    }
    Set<String> identities = Set.of("example.org", "alerts@example.org");
    assertEquals(identities, props.mailFrom(identities).build().mailFrom());
    for (String wrong : Set.of("*", "alerts", "arn:aws:sns:*:123456789012:alerts")) {
      assertThrows(IllegalArgumentException.class, props.topics(Set.of(wrong))::build, wrong);
    }
  }

  @Test
  void aKeyOfKmsIsGivenByItsArnOrMade() {
    String arn = "arn:aws:kms:eu-central-1:123456789012:key/mrk-12ab";
    for (String right : Set.of("new", arn)) {
      assertEquals(right, props.kmsKey(right).build().kmsKey().orElse(""));
    }
    for (String wrong : Set.of("", "*", "alias/tocsin", arn + "/x", arn.replace("mrk-12ab", "*"))) {
      assertThrows(IllegalArgumentException.class, props.kmsKey(wrong)::build, wrong);
    }
  }

  @Test
  void drainersHaveTheMappingsLimits() {
    assertThrows(IllegalArgumentException.class, props.drainers(1)::build);
    assertThrows(IllegalArgumentException.class, props.drainers(1001)::build);
    assertEquals(2, props.drainers(2).build().drainers());
  }

  @Test
  void logsAreKeptForATimeThatCloudWatchKnows() {
    assertThrows(IllegalArgumentException.class, () -> LiveFunction.retention(Duration.ofDays(31)));
  }
}
