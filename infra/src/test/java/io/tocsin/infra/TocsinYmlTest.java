package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TocsinYmlTest {
  private static final String GOOD =
      """
      version: 1
      targets:
        ops: { channel: slack, url: "${env:OPS_SLACK}" }
      templates:
        - { channels: [discord], title: "{{service}}" }
      routes:
        - to: [ops]
      """;

  private static final String RULES = "meetings: { rules: our/rules }\n";
  private static final String RULE =
      """
      version: 1
      rules:
        - id: our-disk
          match: { text: ['disk full'] }
          cause: The disk is full.
          confidence: 0.9
          checks: ["df -h"]
          example: { title: disk full }
      """;

  @TempDir private Path folder = Path.of("");

  @Test
  void allThatItRefersToMustBeAmongTheSecrets() throws IOException {
    TocsinYml yml = written(GOOD);
    yml.check(Set.of("OPS_SLACK"));
    assertFalse(yml.meets());
    String message = refused(yml, Set.of("SLACK"));
    assertTrue(message.endsWith("line 3, column 31: the variable OPS_SLACK is not set"), message);
  }

  @Test
  void whatItRefersToIsGivenToTheStack() throws IOException {
    TocsinProps.Builder props =
        TocsinProps.of(Packages.builtIn(folder, "0.1.0"), "0.1.0").config(written(GOOD));
    assertThrows(IllegalArgumentException.class, props::build);
    props.secrets(new SecretSettings("tocsin", "", Set.of("OPS_SLACK")));
    assertEquals("/opt/tocsin.yml", props.build().settings().get("TOCSIN_CONFIG"));
    props.settings(Map.of("TOCSIN_CONFIG", "/opt/other.yml"));
    assertThrows(IllegalArgumentException.class, props::build);
  }

  @Test
  void everyMistakeIsNamedWithItsPlace() throws IOException {
    String message =
        refused(written(GOOD.replace("[ops]", "[opps]") + "windows: { night: 1 }\n"), Set.of());
    assertTrue(message.contains("line 3, column 31: the variable OPS_SLACK is not set"), message);
    assertTrue(message.contains("line 7, column 10: "), message);
    assertTrue(message.contains("line 8, column 19: "), message);
  }

  @Test
  void rulesMustTravelWithIt() throws IOException {
    for (String elsewhere : List.of("/etc/rules", "../rules", "our/../..", ".")) {
      TocsinYml yml = written(GOOD + RULES.replace("our/rules", elsewhere));
      assertTrue(refused(yml, Set.of("OPS_SLACK")).contains("below the file's own"), elsewhere);
    }
  }

  @Test
  void theLayerHasTheFileAndItsRulesAndIsTheSameEachTime() throws IOException {
    Path rules = Files.createDirectories(folder.resolve("our/rules"));
    Files.writeString(rules.resolve("team.yml"), RULE);
    Files.writeString(rules.resolve("notes.txt"), "not read by anybody");
    TocsinYml yml = written(GOOD + RULES);

    assertEquals(List.of("our/rules/team.yml", "tocsin.yml"), names(packed(yml)));
    assertArrayEquals(packed(yml), packed(TocsinYml.at(yml.file())));
    Release release = new Release("1.2.3");
    assertTrue(release.name(yml).matches("tocsin-config-1\\.2\\.3-[0-9a-f]{8}\\.zip"));
    assertFalse(release.name(yml).equals(release.name(written(GOOD + RULES + "# more\n"))));
  }

  private TocsinYml written(String text) throws IOException {
    return TocsinYml.at(Files.writeString(folder.resolve("tocsin.yml"), text));
  }

  private static String refused(TocsinYml yml, Set<String> variables) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> yml.check(variables)).getMessage());
  }

  private static byte[] packed(TocsinYml yml) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    yml.pack(bytes);
    return bytes.toByteArray();
  }

  private static List<String> names(byte[] zip) throws IOException {
    List<String> names = new ArrayList<>();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(zip))) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        names.add(each.getName());
      }
    }
    return names;
  }
}
