package io.tocsin.ingest;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** The flows and modules under docs/mulesoft, as they are written. */
final class MuleFiles {
  static final Path DOCS = Path.of("..", "docs");
  private static final Path FOLDER = DOCS.resolve("mulesoft");
  private static final Pattern FUNCTION = Pattern.compile("(?m)^fun (\\w+)\\(");

  /** The text of each file, by its name. */
  final Map<String, String> texts = new TreeMap<>();

  /** The flows, by the names of their files; no two namespaces are mixed up, nor one left out. */
  final Map<String, Document> flows = new TreeMap<>();

  MuleFiles() throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setNamespaceAware(true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    try (Stream<Path> files = Files.list(FOLDER)) {
      files.forEach(file -> texts.put(file.getFileName().toString(), read(file)));
    }
    for (Map.Entry<String, String> file : texts.entrySet()) {
      if (file.getKey().endsWith(".xml")) {
        InputSource source = new InputSource(new StringReader(file.getValue()));
        flows.put(file.getKey(), factory.newDocumentBuilder().parse(source));
      }
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String text(String name) {
    String text = texts.get(name);
    if (text == null) {
      throw new AssertionError("there is no " + name);
    }
    return text;
  }

  /** All elements of all flows. */
  List<Element> elements() {
    List<Element> all = new ArrayList<>();
    flows.values().forEach(document -> all.addAll(elements(document)));
    return all;
  }

  static List<Element> elements(Document document) {
    List<Element> all = new ArrayList<>();
    NodeList nodes = document.getElementsByTagNameNS("*", "*");
    for (int i = 0; i < nodes.getLength(); i++) {
      all.add((Element) nodes.item(i));
    }
    return all;
  }

  /** The values of an attribute, wherever it is. */
  List<String> values(String attribute) {
    return elements().stream()
        .map(element -> element.getAttribute(attribute))
        .filter(value -> !value.isEmpty())
        .toList();
  }

  /** The values of an attribute of all elements of that name, prefix included. */
  List<String> values(String element, String attribute) {
    return elements().stream()
        .filter(one -> one.getTagName().equals(element))
        .map(one -> one.getAttribute(attribute))
        .toList();
  }

  /** Whatever is DataWeave: whole scripts, modules, and expressions in attributes and texts. */
  List<String> scripts() {
    List<String> scripts = new ArrayList<>();
    texts.forEach(
        (name, text) -> {
          if (name.endsWith(".dwl")) {
            scripts.add(text);
          }
        });
    for (Element element : elements()) {
      NamedNodeMap attributes = element.getAttributes();
      for (int i = 0; i < attributes.getLength(); i++) {
        scripts.add(attributes.item(i).getNodeValue());
      }
      NodeList children = element.getChildNodes();
      for (int i = 0; i < children.getLength(); i++) {
        Node child = children.item(i);
        if (child.getNodeType() == Node.CDATA_SECTION_NODE
            || child.getNodeType() == Node.TEXT_NODE) {
          scripts.add(child.getNodeValue());
        }
      }
    }
    return scripts.stream()
        .map(String::strip)
        .filter(script -> script.startsWith("#[") || script.startsWith("%dw"))
        .toList();
  }

  /** The functions of each module, by the module's name. */
  Map<String, List<String>> functions() {
    Map<String, List<String>> all = new TreeMap<>();
    texts.forEach(
        (name, text) -> {
          if (name.endsWith(".dwl")) {
            all.put(name.replace(".dwl", ""), all(FUNCTION, text));
          }
        });
    return all;
  }

  /** What the pattern's first group holds at each of its places. */
  static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(found -> found.group(1)).toList();
  }
}
