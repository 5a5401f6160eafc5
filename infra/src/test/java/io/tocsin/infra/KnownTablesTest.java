package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tocsin.infra.Template.Resource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack that uses tables that are there already, such as those that were restored. */
class KnownTablesTest {
  private static final String STREAM =
      "arn:aws:dynamodb:eu-central-1:123456789012:table/back-7.history"
          + "/stream/2026-11-29T08:00:00.000";

  /** What the name of a published version ends in, which says what is in it. */
  private static final String DIGEST = "CurrentVersion[0-9A-F]{8}[0-9a-f]{32}";

  private static Template usual = new Template(Map.of());

  @BeforeAll
  static void synthesise(@TempDir Path folder) throws IOException {
    if (Template.nodeIsThere()) {
      usual = with(folder, KnownTables.NONE);
    }
  }

  @BeforeEach
  void needNode() {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
  }

  /** With all that uses a table. */
  private static Template with(Path folder, KnownTables tables) throws IOException {
    return Template.of(
        folder,
        props ->
            props
                .settings(
                    Map.of(
                        "DISCORD_PUBLIC_KEY", "not looked at",
                        "TOCSIN_MEETING_ATTENDEES", "ann@example.org",
                        "TOCSIN_MODEL_PROVIDER", "bedrock",
                        "TOCSIN_MODEL_NAME", "a model"))
                .kmsKey(TocsinProps.NEW_KMS_KEY)
                .archived(true)
                .tables(tables));
  }

  @ParameterizedTest
  @ValueSource(strings = {"keys", "outbox", "history"})
  void aTableThatIsThereIsUsedInPlaceOfOnesOwnAndNothingElseIsOtherwise(
      String role, @TempDir Path folder) throws IOException {
    Template other =
        with(
            folder,
            switch (role) {
              case "keys" -> KnownTables.NONE.withKeys("back-7." + role);
              case "outbox" -> KnownTables.NONE.withOutbox("back-7." + role);
              default -> KnownTables.NONE.withHistory(STREAM);
            });
    String own = usual.one("AWS::DynamoDB::Table", "tocsinstore" + role).id();
    assertEquals(2, other.all("AWS::DynamoDB::Table").size());
    assertTrue(text(usual).contains("{" + own + "}"), "it is used as it comes");

    Map<Object, Object> expected = resources(usual);
    expected.remove(own);
    String arn = "arn:{AWS::Partition}:dynamodb:{AWS::Region}:{AWS::AccountId}:table/back-7.";
    assertEquals(
        expected
            .toString()
            .replace("{" + own + ".Arn}", arn + role)
            .replace("{" + own + ".StreamArn}", STREAM)
            .replace("{" + own + "}", "back-7." + role)
            .replaceAll(DIGEST, ""),
        resources(other).toString().replaceAll(DIGEST, ""));
    assertEquals(
        Template.flat(Template.at(usual.root(), "Outputs"))
            .toString()
            .replace("{" + own + "}", "back-7." + role),
        Template.flat(Template.at(other.root(), "Outputs")).toString());
  }

  /** Or functions would stay on versions that know the table of before. */
  @Test
  void whoeverKnowsATableIsPublishedAnew(@TempDir Path folder) throws IOException {
    Set<String> before = versions(usual);
    Set<String> after = versions(with(folder, KnownTables.NONE.withHistory(STREAM)));
    assertEquals(8, before.size());
    after.retainAll(before);
    assertEquals(1, after.size(), "the archive's function knows no table");
  }

  private static Set<String> versions(Template of) {
    return of.all("AWS::Lambda::Version").stream().map(Resource::id).collect(Collectors.toSet());
  }

  private static Map<Object, Object> resources(Template of) {
    return new TreeMap<>(Template.map(Template.flat(Template.at(of.root(), "Resources"))));
  }

  private static String text(Template of) {
    return resources(of).toString();
  }

  @Test
  void theHistorysTableIsTheOneThatTheStreamIsOf() {
    assertEquals(Optional.of("back-7.history"), KnownTables.NONE.withHistory(STREAM).history());
    for (String wrong : Set.of("history", STREAM.replaceFirst("/stream.*", ""), "arn:aws:sqs")) {
      assertThrows(IllegalArgumentException.class, () -> KnownTables.NONE.withHistory(wrong));
    }
    assertThrows(IllegalArgumentException.class, () -> KnownTables.NONE.withKeys("arn:aws:x"));
  }
}
