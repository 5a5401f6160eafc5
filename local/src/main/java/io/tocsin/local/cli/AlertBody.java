package io.tocsin.local.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** An alert as the command line has it, to be sent in the form of the ChatMaster Alert API. */
record AlertBody(
    String service,
    String priority,
    String title,
    Optional<String> message,
    Optional<String> type,
    Map<String, String> details) {

  byte[] bytes() {
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    json.put("service", service);
    json.put("priority", priority);
    json.put("title", title);
    message.ifPresent(text -> json.put("message", text));
    type.ifPresent(text -> json.put("type", text));
    json.put("source", "tocsin-cli");
    if (!details.isEmpty()) {
      ObjectNode all = json.putObject("details");
      details.forEach(all::put);
    }
    return Wire.write(json).getBytes(StandardCharsets.UTF_8);
  }
}
