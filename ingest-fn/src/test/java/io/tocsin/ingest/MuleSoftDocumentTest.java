package io.tocsin.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Json;
import io.tocsin.keys.Secret;
import io.tocsin.keys.Signature;
import io.tocsin.wire.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * What docs/mulesoft.md shows. No Mule runtime is at hand, so the flows are held against each
 * other, against their page, and against what Tocsin accepts.
 */
class MuleSoftDocumentTest {
  private static final String CORE = "http://www.mulesoft.org/schema/mule/core";
  private static final Pattern SCHEMA =
      Pattern.compile(
          "(http://www\\.mulesoft\\.org/schema/mule/\\S+) (\\S+)/current/mule\\S*\\.xsd");
  private static final Pattern IMPORT = Pattern.compile("import ([\\w, ]+?) from tocsin::(\\w+)");
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([\\w.:]+)}");
  private static final Pattern PROPERTY = Pattern.compile("\\bp\\(['\"]([\\w.:]+)['\"]\\)");
  private static final Pattern PATH = Pattern.compile("\"(/webhooks/[a-z/]+)\"");
  private static final Pattern HEADER = Pattern.compile("(?m)^  \"(X-[A-Za-z-]+)\":");
  private static final Pattern STRINGS =
      Pattern.compile(
          "\"[^\"\\n]*\"|'[^'\\n]*'|/\\*.*?\\*/|matches /[^\\n]*?/(?=\\))", Pattern.DOTALL);

  private final String document = MuleFiles.read(MuleFiles.DOCS.resolve("mulesoft.md"));
  private final MuleFiles files;

  MuleSoftDocumentTest() throws Exception {
    files = new MuleFiles();
  }

  @Test
  void everyFlowDeclaresTheNamespacesThatItUsesAndNoOthersEachWithItsSchema() {
    assertTrue(files.flows.size() >= 5, () -> "flows: " + files.flows.keySet());
    for (Map.Entry<String, Document> flow : files.flows.entrySet()) {
      Element root = flow.getValue().getDocumentElement();
      assertEquals(CORE, root.getNamespaceURI(), flow.getKey());
      Set<String> used = new TreeSet<>();
      MuleFiles.elements(flow.getValue()).forEach(one -> used.add(one.getNamespaceURI()));
      assertEquals(used, new TreeSet<>(schemas(root)), flow.getKey());
      assertEquals(used, declared(root), flow.getKey());
    }
  }

  private static List<String> schemas(Element root) {
    String locations =
        root.getAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "schemaLocation")
            .strip()
            .replaceAll("\\s+", " ");
    List<MatchResult> pairs = SCHEMA.matcher(locations).results().toList();
    assertEquals(locations.split(" ").length, pairs.size() * 2, locations);
    pairs.forEach(pair -> assertEquals(pair.group(1), pair.group(2)));
    return pairs.stream().map(pair -> pair.group(1)).toList();
  }

  private static Set<String> declared(Element root) {
    Set<String> declared = new TreeSet<>();
    for (int i = 0; i < root.getAttributes().getLength(); i++) {
      String name = root.getAttributes().item(i).getNodeName();
      if (name.startsWith("xmlns") && !name.equals("xmlns:xsi")) {
        declared.add(root.getAttributes().item(i).getNodeValue());
      }
    }
    return declared;
  }

  @Test
  void everyReferenceLeadsToWhatIsThere() {
    List<String> flows = files.values("flow", "name");
    List<String> subFlows = files.values("sub-flow", "name");
    List<String> all = Stream.concat(flows.stream(), subFlows.stream()).toList();
    assertEquals(all.size(), new HashSet<>(all).size(), "a name is given once");

    assertEquals(
        new TreeSet<>(subFlows),
        new TreeSet<>(files.values("flow-ref", "name")),
        "what is called is there, and what is there is called");
    assertEquals(
        new TreeSet<>(files.values("os:object-store", "name")),
        new TreeSet<>(files.values("objectStore")));
    assertEquals(
        new TreeSet<>(
            Stream.concat(
                    files.values("http:request-config", "name").stream(),
                    files.values("http:listener-config", "name").stream())
                .toList()),
        new TreeSet<>(files.values("config-ref")));
    assertEquals(
        Set.of("answer-errors"),
        new TreeSet<>(
            files.values("error-handler", "ref").stream().filter(x -> !x.isEmpty()).toList()));
    assertTrue(files.values("error-handler", "name").contains("answer-errors"));
  }

  @Test
  void everyErrorThatIsRaisedIsHandledByItsType() {
    List<String> handled =
        Stream.of("on-error-continue", "on-error-propagate")
            .flatMap(element -> files.values(element, "type").stream())
            .flatMap(types -> Arrays.stream(types.split(", ")))
            .toList();

    assertFalse(files.values("raise-error", "type").isEmpty());
    assertTrue(handled.containsAll(files.values("raise-error", "type")), handled.toString());
  }

  @Test
  void everyScriptImportsWhatItCallsAndTheModulesHaveIt() {
    Map<String, List<String>> functions = files.functions();
    int imports = 0;
    for (String script : files.scripts()) {
      Set<String> known = new HashSet<>(MuleFiles.all(Pattern.compile("\\bfun (\\w+)\\("), script));
      Matcher each = IMPORT.matcher(script);
      while (each.find()) {
        imports++;
        List<String> names = Arrays.asList(each.group(1).split(", "));
        assertTrue(
            functions.getOrDefault(each.group(2), List.of()).containsAll(names), each.group());
        known.addAll(names);
      }
      String code = STRINGS.matcher(script).replaceAll("");
      functions.values().stream()
          .flatMap(List::stream)
          .filter(name -> Pattern.compile("(?<![\\w.])" + name + "\\(").matcher(code).find())
          .forEach(
              name -> assertTrue(known.contains(name), name + " is not imported in " + script));
    }
    assertTrue(imports > 10, "imports were found");
  }

  @Test
  void everyBracketInAScriptIsClosed() {
    Map<Character, Character> pairs = Map.of(')', '(', ']', '[', '}', '{');
    for (String script : files.scripts()) {
      Deque<Character> open = new ArrayDeque<>();
      for (char one : STRINGS.matcher(script).replaceAll("").toCharArray()) {
        if (pairs.containsValue(one)) {
          open.push(one);
        } else if (pairs.containsKey(one)) {
          assertEquals(pairs.get(one), open.poll(), script);
        }
      }
      assertTrue(open.isEmpty(), script);
    }
  }

  @Test
  void thePageNamesEverySettingAndNoOthers() {
    List<String> used = new ArrayList<>();
    files.texts.values().forEach(text -> used.addAll(MuleFiles.all(PLACEHOLDER, text)));
    files.texts.values().forEach(text -> used.addAll(MuleFiles.all(PROPERTY, text)));
    List<String> blocks = blocks("yaml");
    Set<String> named = new TreeSet<>(keys(blocks.get(0), ""));
    named.addAll(keys(blocks.get(1), "secure::"));
    // Given when the runtime starts.
    assertTrue(document.contains("-M-Dtocsin.masterKey="));
    named.add("tocsin.masterKey");

    assertEquals(named, new TreeSet<>(used));
  }

  private static List<String> keys(String yaml, String prefix) {
    List<String> keys = new ArrayList<>();
    String over = "";
    for (String line : yaml.lines().toList()) {
      String key = line.strip().replaceFirst(":.*", "");
      if (line.startsWith(" ")) {
        keys.add(prefix + over + "." + key);
      } else {
        over = key;
      }
    }
    return keys;
  }

  @Test
  void whatThePageQuotesIsWrittenSoInTheFiles() {
    List<String> quoted = Stream.of("dataweave", "xml").flatMap(x -> blocks(x).stream()).toList();

    assertEquals(2, quoted.size());
    for (String block : quoted) {
      assertTrue(files.texts.values().stream().anyMatch(text -> text.contains(block)), block);
    }
  }

  @Test
  void theVectorOnThePageIsRight() {
    Matcher vector =
        Pattern.compile("signature\\(\"(.+?)\", \"(.+?)\", '(.+?)'\\)` must give `(\\w+)`")
            .matcher(document);
    assertTrue(vector.find());

    assertEquals(
        Signature.hex(
            Signature.sign(
                Secret.of(vector.group(1)), vector.group(2), Call.utf8(vector.group(3)))),
        vector.group(4));
    assertEquals(
        "8cb2c3355fca388e9ac2caec004f4d5d7045d74937ab5faad61dc11682247a9f", vector.group(4));
  }

  @Test
  void theMembersThatAreMappedAreThoseOfTheWebhook() {
    String page = MuleFiles.read(MuleFiles.DOCS.resolve("chainsync.md"));
    List<String> members = MuleFiles.all(Pattern.compile("(?m)^\\| `(\\w+)` \\|"), page);

    assertEquals(
        new TreeSet<>(members),
        new TreeSet<>(
            MuleFiles.all(Pattern.compile("(?m)^  \\(?(\\w+): "), files.text("alert.dwl"))));
  }

  @Test
  void anAlertIsAcceptedUnderThePathAndTheHeadersOfTheFlows() throws Exception {
    try (Scene scene = new Scene()) {
      Reply reply = send(scene, path("alert.xml"), sample("One alert"));

      assertEquals(200, reply.status(), reply.body());
      assertEquals("success", reply.json().path("status").asText());
      assertFalse(reply.json().path("data").path("urgency").isMissingNode());
      assertTrue(reply.json().path("data").has("meeting_id"));
      assertTrue(reply.json().path("data").has("meeting_url"));
      assertEquals(new Json("{}"), scene.queue.only().extra());
    }
  }

  @Test
  void manyAreAcceptedAndAnsweredOneByOne() throws Exception {
    try (Scene scene = new Scene()) {
      String many = sample("Many");
      Reply reply = send(scene, path("batch.xml"), many.replaceFirst("\"medium\"", "\"odd\""));

      assertEquals(200, reply.status(), reply.body());
      assertEquals(
          List.of("success", "rejected"), reply.json().path("results").findValuesAsText("status"));
      assertFalse(reply.json().path("results").path(1).path("message").asText().isEmpty());
      String response = files.text("response.xml");
      for (String status : List.of("success", "rejected")) {
        assertTrue(response.matches("(?s).*status == ['\"]" + status + "['\"].*"), status);
      }
    }
  }

  @Test
  void ofManyOfWhichTheQueueTookSomeTheRepeatBringsInTheRest() throws Exception {
    try (Scene scene = new Scene()) {
      scene.queue.room = 1;
      assertEquals(503, send(scene, path("batch.xml"), sample("Many")).status());
      scene.queue.room = Integer.MAX_VALUE;
      Reply again = send(scene, path("batch.xml"), sample("Many"));

      assertEquals(200, again.status(), again.body());
      assertEquals(
          List.of("success", "success"), again.json().path("results").findValuesAsText("status"));
      assertEquals(2, scene.queue.alerts.size());
    }
  }

  @Test
  void asManyAsTheFlowsPutIntoOneRequestAreTakenAndOneMoreIsNot() throws Exception {
    int most = Integer.parseInt(only("(?m)^var mostAlerts = (\\d+)$", files.text("outbox.dwl")));
    assertEquals(List.of(String.valueOf(most)), files.values("batch:aggregator", "size"));
    assertEquals(
        SignedRequest.LARGEST_BODY,
        1024 * Integer.parseInt(only("var mostBytes = (\\d+) \\* 1024", files.text("outbox.dwl"))));
    try (Scene scene = new Scene()) {
      List<String> alerts = Collections.nCopies(most, sample("One alert"));
      String full = "[" + String.join(",", alerts) + "]";

      assertEquals(200, send(scene, path("batch.xml"), full).status());
      assertEquals(
          400,
          send(scene, path("batch.xml"), full.replaceFirst("\\[", "[" + alerts.get(0) + ","))
              .status());
    }
  }

  @Test
  void theFlowsListenForThePatchThatTheContractNames() throws Exception {
    Element listener =
        files.elements().stream()
            .filter(one -> one.getAttribute("allowedMethods").equals("PATCH"))
            .findFirst()
            .orElseThrow();
    JsonNode patch = Wire.parse(sample("The answer, and the meeting"));
    List<String> members = new ArrayList<>();
    patch.fieldNames().forEachRemaining(members::add);

    assertEquals("/alerts/{alert_id}", listener.getAttribute("path"));
    assertEquals(List.of("status", "meeting_url", "notes"), members);
    for (String member : members) {
      assertTrue(files.text("response.xml").contains("payload." + member), member);
    }
    for (Element flow : files.elements()) {
      if (flow.getTagName().equals("flow")
          && flow.getElementsByTagName("http:listener").getLength() > 0) {
        assertTrue(
            flow.getElementsByTagName("flow-ref")
                .item(0)
                .getAttributes()
                .getNamedItem("name")
                .getNodeValue()
                .equals("check-caller"),
            "the key is checked first in " + flow.getAttribute("name"));
      }
    }
  }

  /** Signed, with the headers that the module writes. */
  private Reply send(Scene scene, String path, String body) {
    List<String> names = MuleFiles.all(HEADER, files.text("signature.dwl"));
    assertEquals(3, names.size(), names.toString());
    String time = scene.clock.seconds();
    String signature =
        Signature.hex(Signature.sign(Secret.of(Scene.SECRET), time, Call.utf8(body)));
    Call call =
        Call.post(path, Call.utf8(body))
            .with(names.get(0), Scene.KEY)
            .with(names.get(1), time)
            .with(names.get(2), signature);
    return scene.gateway().send(call);
  }

  private String path(String file) {
    return only(PATH.pattern(), files.text(file));
  }

  private static String only(String pattern, String text) {
    List<String> found = MuleFiles.all(Pattern.compile(pattern), text);
    assertEquals(1, found.size(), pattern);
    return found.get(0);
  }

  private List<String> blocks(String language) {
    return MuleFiles.all(Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$"), document);
  }

  /** The JSON in a section. */
  private String sample(String section) {
    return only("(?ms)^## " + section + "$(?:(?!^## ).)*?^```json\\n(.*?)^```$", document)
        .stripTrailing();
  }
}
