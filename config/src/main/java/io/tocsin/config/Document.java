package io.tocsin.config;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads YAML into its node tree, the plain part of YAML only: one document, no tags, no anchors, no
 * aliases. Nothing of it is turned into objects, so a file can neither run code nor grow in memory.
 */
final class Document {
  /** Largest file, in characters. */
  static final int LONGEST = 262_144;

  /** Deepest nesting; the shape of {@code tocsin.yml} needs five. */
  static final int DEEPEST = 20;

  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setLabel("tocsin.yml").setCodePointLimit(LONGEST).build();

  private Document() {}

  /**
   * The root node; absent when there is none or there are mistakes.
   *
   * @param needed what the file must hold, to say so when it is empty
   */
  static Optional<Node> read(String text, String needed, Mistakes mistakes) {
    if (text.length() > LONGEST) {
      mistakes.add("the file is longer than " + LONGEST + " characters");
      return Optional.empty();
    }
    if (text.codePoints().anyMatch(Document::isHalf)) {
      mistakes.add("the file has half a character in it; write it again as UTF-8");
      return Optional.empty();
    }
    try {
      scan(text, mistakes);
      if (mistakes.any()) {
        return Optional.empty();
      }
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      if (root.isEmpty()) {
        mistakes.add("the file is empty; it needs " + needed);
      }
      return root;
    } catch (MarkedYamlEngineException e) {
      // Its message quotes the file, its problem does not.
      mistakes.add(e.getProblemMark(), "not well-formed YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      mistakes.add("not well-formed YAML");
    }
    return Optional.empty();
  }

  /** A surrogate without the other, over which the library stumbles. */
  private static boolean isHalf(int point) {
    return point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
  }

  /** Looks at the flat stream of events first, because composing nests as deep as the file does. */
  private static void scan(String text, Mistakes mistakes) {
    int depth = 0;
    int documents = 0;
    Iterator<Event> events = new Parse(SETTINGS).parseString(text).iterator();
    while (events.hasNext() && depth <= DEEPEST) {
      Event event = events.next();
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        mistakes.add(event.getStartMark(), "nested deeper than " + DEEPEST + " levels");
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      } else if (event instanceof DocumentStartEvent && ++documents == 2) {
        mistakes.add(event.getStartMark(), "a second document; the file must hold one");
      }
      refuse(event, mistakes);
    }
  }

  private static void refuse(Event event, Mistakes mistakes) {
    if (event instanceof AliasEvent) {
      mistakes.add(event.getStartMark(), "aliases (*name) are not read; write the value out");
    } else if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      mistakes.add(event.getStartMark(), "anchors (&name) are not read; leave it out");
    }
    boolean tagged =
        (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
            || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
    if (tagged) {
      mistakes.add(event.getStartMark(), "tags (!name) are not read; leave it out");
    }
  }
}
