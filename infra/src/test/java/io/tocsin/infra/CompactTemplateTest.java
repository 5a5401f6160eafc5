package io.tocsin.infra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awscdk.App;

class CompactTemplateTest {
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

  /** With all that can be in it. */
  @Test
  void itSaysTheSame(@TempDir Path folder) throws IOException {
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
    Map<?, ?> plain = (Map<?, ?>) app.synth().getStackByName("Tocsin").getTemplate();
    ObjectMapper json = new ObjectMapper();
    byte[] whole = json.writeValueAsBytes(plain);
    byte[] compact = CompactTemplate.of(whole);
    assertTrue(compact.length < whole.length - 5000, compact.length + " of " + whole.length);
    assertEquals(said(plain), said(json.readValue(compact, Map.class)));
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
