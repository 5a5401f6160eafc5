package io.tocsin.dispatch.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tocsin.alert.Alert;
import io.tocsin.dispatch.format.Envelope.Content;
import io.tocsin.wire.AlertJson;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/**
 * Reads the messages on the queue of alerts: an alert in the project's own form or another one,
 * told apart by their shapes, with or without what services put around it.
 */
@Singleton
public final class AlertForms {
  /** A topic subscribed to a topic is the most that anybody has. */
  private static final int MOST_ENVELOPES = 4;

  private final List<Form> forms;
  private final List<Envelope> envelopes;

  AlertForms(List<Form> forms, List<Envelope> envelopes) {
    this.forms = forms;
    this.envelopes = envelopes;
  }

  /**
   * Reads a message.
   *
   * @throws InvalidJsonException naming every member that is wrong, by its path from the outside
   */
  public Alert read(String body, Origin origin) throws InvalidJsonException {
    return read(new Content("", Wire.parse(body), origin), MOST_ENVELOPES);
  }

  private Alert read(Content content, int most) throws InvalidJsonException {
    JsonNode json = content.json();
    Optional<Envelope> around = envelopes.stream().filter(each -> each.fits(json)).findFirst();
    Optional<Form> form = forms.stream().filter(each -> each.fits(json)).findFirst();
    try {
      if (form.isPresent()) {
        return readable(form.get().read(json, content.origin()), content.origin());
      }
      if (around.isPresent() && most > 0) {
        return read(around.get().open(json, content.origin()), most - 1);
      }
      return own(json, content.origin());
    } catch (InvalidJsonException e) {
      throw e.within(content.member());
    }
  }

  private static Alert own(JsonNode json, Origin origin) throws InvalidJsonException {
    if (json instanceof ObjectNode object
        && origin.happened().isPresent()
        && !object.hasNonNull("detected_at")) {
      object.put("detected_at", origin.happened().get().toString());
    }
    return AlertJson.read(json, origin.id(), origin.at());
  }

  /** An alert that the history could not read again would be lost there. */
  private static Alert readable(Alert alert, Origin origin) throws InvalidJsonException {
    return AlertJson.read(AlertJson.write(alert), origin.id(), origin.at());
  }
}
