package io.tocsin.local.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The example of a workflow for GitHub does what it says, as far as it asks Tocsin. */
class GithubExampleTest {
  private static final Path EXAMPLE = Path.of("../examples/github");

  /** Where the workflow has the files of whoever uses it. */
  private static final String ALERTS = "alerts/";

  private final Map<?, ?> workflow;

  @TempDir private Path folder = Path.of("");

  GithubExampleTest() throws IOException {
    workflow =
        (Map<?, ?>)
            new Load(LoadSettings.builder().build())
                .loadFromString(Files.readString(EXAMPLE.resolve("alerts.yml")));
  }

  @Test
  void theCheckPassesTheExampleBesideItAndStopsAtEachMistake() throws IOException {
    String yml = Files.readString(EXAMPLE.resolve("tocsin.yml"));
    String cases = Files.readString(EXAMPLE.resolve("cases.yml"));
    assertEquals(2, checks().size());
    assertEquals(0, check(yml, cases));
    assertNotEquals(0, check(yml.replace("channel: slack", "channel: slak"), cases));
    assertNotEquals(0, check(yml.replace("[ops, on-call]", "[ops, nobody]"), cases));
    // Sound, and not what the cases say.
    assertNotEquals(0, check(yml.replace("[critical, high]", "high"), cases));
    assertNotEquals(0, check(yml, cases.replace("[ops]", "[on-call]")));
  }

  /** As the job does: one step after the other, until one fails. */
  private int check(String yml, String cases) throws IOException {
    Files.writeString(folder.resolve("tocsin.yml"), yml);
    Files.writeString(folder.resolve("cases.yml"), cases);
    PrintStream nowhere =
        new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Surroundings around = new Surroundings(Map.of(), folder, Clock.systemUTC(), nowhere, nowhere);
    return checks().stream()
        .map(line -> line.replace("./tocsin ", "").replace(ALERTS, folder + "/"))
        .map(line -> Main.run(around, line.split(" ")))
        .filter(code -> code != 0)
        .findFirst()
        .orElse(0);
  }

  private List<String> checks() {
    return runs("check").filter(line -> line.startsWith("./tocsin ")).toList();
  }

  @Test
  void nothingIsPreviewedOrDeployedThatWasNotChecked() {
    for (String job : List.of("preview", "deploy")) {
      assertEquals("check", job(job).get("needs"), job);
      assertTrue(runs(job).anyMatch(line -> line.startsWith("./tocsin package ")), job);
    }
    assertTrue(String.valueOf(job("preview").get("if")).contains("'pull_request'"));
    assertEquals("github.event_name == 'push'", job("deploy").get("if"));
  }

  @Test
  void aPullRequestDeploysNothing() {
    String whole = String.join("\n", runs("preview").toList());
    assertTrue(whole.contains("cloudformation deploy --no-execute-changeset"), whole);
    assertFalse(whole.contains("s3 cp") || whole.contains("update-"), whole);
    assertFalse(runs("check").anyMatch(line -> line.contains("aws ")));
  }

  @Test
  void twoDeploymentsNeverRunTogetherAndNoneIsCutOff() {
    assertEquals(
        Map.of("group", "deploy", "cancel-in-progress", false), job("deploy").get("concurrency"));
  }

  @Test
  void noKeyIsKeptAndOnlyWhatAsksAwsMaySayWhoItIs() throws IOException {
    String text = Files.readString(EXAMPLE.resolve("alerts.yml"));
    assertFalse(text.contains("secrets.") || text.contains("AWS_SECRET"), "roles are enough");
    assertEquals(Map.of("contents", "read"), workflow.get("permissions"));
    assertFalse(job("check").containsKey("permissions"));
    for (String job : List.of("preview", "deploy")) {
      assertEquals(Map.of("contents", "read", "id-token", "write"), job(job).get("permissions"));
    }
  }

  @Test
  void everyActionIsPinnedToAMajorVersion() {
    List<String> used =
        Stream.of("check", "preview", "deploy")
            .flatMap(this::steps)
            .filter(step -> step.containsKey("uses"))
            .map(step -> String.valueOf(step.get("uses")))
            .toList();
    assertTrue(used.size() > 10, used.toString());
    used.forEach(each -> assertTrue(each.matches("[a-z-]+/[a-z-]+@v[0-9]+"), each));
  }

  private Map<?, ?> job(String name) {
    return (Map<?, ?>) member((Map<?, ?>) member(workflow, "jobs"), name);
  }

  private Stream<Map<?, ?>> steps(String job) {
    return ((List<?>) member(job(job), "steps")).stream().map(step -> (Map<?, ?>) step);
  }

  private static Object member(Map<?, ?> map, String name) {
    return Objects.requireNonNull(map.get(name), name);
  }

  /** The lines that the job's steps run. */
  private Stream<String> runs(String job) {
    return steps(job)
        .filter(step -> step.containsKey("run"))
        .flatMap(step -> String.valueOf(step.get("run")).lines());
  }
}
