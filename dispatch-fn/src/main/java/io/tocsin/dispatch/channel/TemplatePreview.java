package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.config.TemplateRule;
import io.tocsin.delivery.Channel;
import io.tocsin.delivery.Channel.Content;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Delivery;
import io.tocsin.routing.Target;
import io.tocsin.wire.InvalidJsonException;
import io.tocsin.wire.Wire;
import java.util.List;

/** Writes messages that are only looked at: to a target that leads nowhere. */
public final class TemplatePreview {
  private final TemplateShelf shelf;
  private final Channel channel;
  private final Target target;

  /**
   * Makes a preview.
   *
   * @param shelf where the channel finds templates
   */
  public TemplatePreview(TemplateShelf shelf, Channel channel) {
    this.shelf = shelf;
    this.channel = channel;
    this.target = SampleTarget.of(channel);
  }

  /** A target of the channel with made-up settings. */
  public Target target() {
    return target;
  }

  /** The body of the request; JSON is laid out for reading. */
  public String body(List<TemplateRule> rules, Alert alert) {
    shelf.put(new Templates(rules));
    Notice notice = new Notice(alert, Delivery.of(alert, target));
    String body = channel.render(target, Content.of(List.of(notice))).request().body();
    try {
      return Wire.parse(body).toPrettyString();
    } catch (InvalidJsonException e) {
      // Not every service takes JSON.
      return body;
    }
  }
}
