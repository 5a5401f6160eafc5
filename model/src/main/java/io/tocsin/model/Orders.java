package io.tocsin.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.analysis.Question;
import io.tocsin.wire.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What the model is to do. All of it is ours or the team's: texts of this module, and the
 * obligations of the rules.
 *
 * @param schema the JSON Schema of the answer
 */
record Orders(String text, String schema) {
  static Orders with(Known known) {
    StringBuilder text = new StringBuilder(resource("orders.txt"));
    for (Question question : Question.values()) {
      text.append("\n## ").append(member(question)).append("\n\n");
      text.append(question.asks()).append('\n');
      text.append(resource(member(question) + ".txt"));
    }
    text.append("\nThe obligations that there are:\n");
    text.append(obligations(known)).append('\n');
    return new Orders(text.toString(), resource("answer.schema.json"));
  }

  /** Where in the answer a question is answered. */
  static String member(Question question) {
    return question.name().toLowerCase(Locale.ROOT);
  }

  private static String obligations(Known known) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    known
        .obligations()
        .forEach(
            (name, one) -> json.putObject(name).put("what", one.what()).put("if", one.reason()));
    return Wire.write(json);
  }

  private static String resource(String name) {
    try (InputStream file = Orders.class.getResourceAsStream(name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not in this package");
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + name, e);
    }
  }
}
