package io.tocsin.model;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.meeting.Legible;
import io.tocsin.wire.Fields;
import io.tocsin.wire.InvalidJsonException;
import java.util.ArrayList;
import java.util.List;

/** Reads a model's texts, without what a reader cannot see. */
final class Sentences {
  /** Longest sentence, in characters. */
  static final int LONGEST = 500;

  private Sentences() {}

  static String one(Fields fields, String name, int longest) {
    return Legible.line(fields.required(name, longest));
  }

  /** A list of texts, which must be there. */
  static List<String> list(Fields fields, String name, int most) {
    needList(fields, name);
    return fields.texts(name, most, LONGEST).stream().map(Legible::line).toList();
  }

  /** A list of objects, which must be there. */
  static List<Fields> objects(Fields fields, String name, int most) throws InvalidJsonException {
    needList(fields, name);
    JsonNode list = fields.value(name);
    if (list.size() > most) {
      fields.mistake(name, "must be a list of at most " + most);
    }
    fields.check();
    List<Fields> objects = new ArrayList<>();
    for (JsonNode one : list) {
      objects.add(Fields.of(one));
    }
    return objects;
  }

  private static void needList(Fields fields, String name) {
    if (!fields.value(name).isArray()) {
      fields.mistake(name, "must be a list");
    }
  }
}
