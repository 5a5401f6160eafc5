package io.tocsin.ingest;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.analysis.Maker;
import io.tocsin.analysis.Question;
import io.tocsin.wire.Wire;
import java.util.Locale;
import java.util.Optional;

/** The agents, as readers get them. */
final class AgentJson {
  private AgentJson() {}

  /**
   * {@code {"agents":[{"name":…,"question":…,"does":…,"served_by":{"kind":…,"version":…},
   * "falls_back_to":…}]}}; the last is null where nobody stands in.
   *
   * @param model what is asked first, if one is
   */
  static String write(Maker rules, Optional<Maker> model) {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    var agents = json.putArray("agents");
    for (Question question : Question.values()) {
      ObjectNode agent = agents.addObject();
      agent.put("name", question.name().toLowerCase(Locale.ROOT));
      agent.put("question", question.asks());
      agent.put("does", question.does());
      agent.set("served_by", maker(model.orElse(rules)));
      agent.set(
          "falls_back_to", model.isPresent() ? maker(rules) : JsonNodeFactory.instance.nullNode());
    }
    return Wire.write(json);
  }

  private static ObjectNode maker(Maker maker) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("kind", maker.kind())
        .put("version", maker.version());
  }
}
