package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

class CompactTemplateTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static String compact(String template) throws IOException {
    return new String(
        CompactTemplate.of(template.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsJoinedOfTextsAndReferencesIsSubstituted() throws IOException {
    assertEquals(
        "{\"a\":[{\"Fn::Sub\":\"arn:${AWS::Partition}:x:${Queue.Arn}/${!kept}\"}]}",
        compact(
            """
            {"a": [{"Fn::Join": ["", ["arn:", {"Ref": "AWS::Partition"}, ":x:",
              {"Fn::GetAtt": ["Queue", "Arn"]}, "/${kept}"]]}]}"""));
  }

  @Test
  void whatIsWorkedOutOrHasSomethingBetweenItsPartsStaysJoined() throws IOException {
    for (String same :
        Set.of(
            "{\"Fn::Join\":[\"\",[{\"Fn::Select\":[6,{\"Ref\":\"Alias\"}]},\":live\"]]}",
            "{\"Fn::Join\":[\",\",[\"a\",{\"Ref\":\"B\"}]]}")) {
      assertEquals(same, compact(same));
    }
  }

  @Test
  void onlyWhatIsTheDefaultAnywayIsLeftOut() throws IOException {
    String kept =
        "{\"Resources\":{\"T\":{\"Type\":\"t\",\"DeletionPolicy\":\"Retain\","
            + "\"Properties\":{\"AuthorizationType\":\"AWS_IAM\"},\"Metadata\":{\"a\":1}}}}";
    assertEquals(kept, compact(kept));
    assertEquals(
        "{\"Resources\":{\"Q\":{\"Type\":\"q\",\"Properties\":{}}}}",
        compact(
            """
            {"Resources": {"Q": {"Type": "q", "DeletionPolicy": "Delete",
              "UpdateReplacePolicy": "Delete", "Properties": {"AuthorizationType": "NONE"},
              "Metadata": {"aws:cdk:do-not-refactor": true}}}}"""));
  }

  @Test
  void aVersionHasAShorterNameEverywhere() throws IOException {
    String id = "tocsiningestfunctionCurrentVersionF06336342a02f86312f539dc26881466567e9c01";
    assertEquals(
        "{\"Resources\":{\"IngestVersion2a02f86312f539dc\":{},\"Live\":{\"Fn::GetAtt\":"
            + "[\"IngestVersion2a02f86312f539dc\",\"Version\"]}}}",
        compact(
            "{\"Resources\":{\"%s\":{},\"Live\":{\"Fn::GetAtt\":[\"%s\",\"Version\"]}}}"
                .formatted(id, id)));
  }

  /** A template with all that can be in it, as the CDK writes it. */
  private static Map<?, ?> everything(Path folder) throws IOException {
    assumeTrue(Template.nodeIsThere(), "there is no node on the PATH to synthesise the stack with");
    Path code = Files.writeString(folder.resolve("code.zip"), "not looked into");
    App app = Template.app(folder);
    new PortableStack(
        app,
        "Tocsin",
        new Release("1.2.3"),
        stack ->
            TocsinProps.of(new Packages(code, code, code), "1.2.3")
                .archived(true)
                .sources(Set.of("arn:aws:sns:eu-central-1:123456789012:billing"))
                .kmsKey(TocsinProps.NEW_KMS_KEY),
        Map.of("DISCORD_PUBLIC_KEY", "0a1b", "TOCSIN_MEETING_ATTENDEES", "ann@example.org"),
        Set.of("WEBHOOK_API_KEY", "WEBHOOK_SECRET_KEY", "DISCORD_WEBHOOK_GENERAL"));
    return (Map<?, ?>) app.synth().getStackByName("Tocsin").getTemplate();
  }

  @Test
  void itSaysTheSame(@TempDir Path folder) throws IOException {
    Map<?, ?> plain = everything(folder);
    byte[] whole = JSON.writeValueAsBytes(plain);
    byte[] compact = CompactTemplate.of(whole);
    assertTrue(compact.length < whole.length - 5000, compact.length + " of " + whole.length);
    assertEquals(said(plain), said(JSON.readValue(compact, Map.class)));
  }

  /**
   * A plain map of Java's has another order in each process. That is a matter of chance, so where
   * one is written this fails every second time.
   */
  @Test
  void itIsTheSameInEachProcess(@TempDir Path folder) throws IOException {
    List<Object> maps = new ArrayList<>();
    collect(everything(folder), maps);
    assertTrue(maps.size() > 5, maps::toString);
    for (Object map : maps) {
      assertEquals(new TreeMap<>((Map<?, ?>) map).toString(), map.toString());
    }
  }

  /** The conditions of policies, and the patterns of filters. */
  private static void collect(Object value, List<Object> maps) throws IOException {
    if (value instanceof Map<?, ?> map) {
      for (Map.Entry<?, ?> member : map.entrySet()) {
        if (member.getKey().equals("Condition")) {
          maps.add(member.getValue());
        } else if (member.getKey().equals("Pattern")) {
          within(JSON.readValue(String.valueOf(member.getValue()), Map.class), maps);
        }
        collect(member.getValue(), maps);
      }
    } else if (value instanceof List<?> list) {
      for (Object each : list) {
        collect(each, maps);
      }
    }
  }

  private static void within(Object value, List<Object> maps) {
    if (value instanceof Map<?, ?> map) {
      maps.add(map);
      map.values().forEach(each -> within(each, maps));
    }
  }

  /** Each resource, and the rest of the template. */
  private static Map<String, String> said(Map<?, ?> template) {
    Map<String, String> said = new TreeMap<>();
    Map<Object, Object> rest = new TreeMap<>(template);
    rest.remove("Resources");
    said.put("", Template.flat(rest).toString());
    new Template(template)
        .resources()
        .forEach(each -> said.put(plainly(each.id()), plainly(Template.flat(each.whole()))));
    return said;
  }

  /** Without what need not be said, and with names of versions as they may be. */
  private static String plainly(Object flat) {
    return flat.toString()
        .replace("DeletionPolicy=Delete, ", "")
        .replace(", UpdateReplacePolicy=Delete", "")
        .replace("AuthorizationType=NONE, ", "")
        .replace("Metadata={aws:cdk:do-not-refactor=true}, ", "")
        .replaceAll("tocsin([a-z]+)functionCurrentVersion\\w{8}(\\w{16})\\w{16}", "$1Version$2")
        .replaceAll("\\w(\\w*Version[0-9a-f]{16})", "_$1");
  }
}
