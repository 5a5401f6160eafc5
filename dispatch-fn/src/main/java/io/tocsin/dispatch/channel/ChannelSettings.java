package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel.Notice;
import java.time.Duration;

/**
 * What channels need to know beside their target.
 *
 * @param discord the pace of one Discord webhook
 * @param timeout of one request
 * @param pages where alerts are shown
 * @param version of Tocsin, for the services to see
 * @param templates what alerts are shown by
 */
public record ChannelSettings(
    Budget discord, Duration timeout, AlertPages pages, String version, TemplateShelf templates) {

  /** Settings without templates. */
  public ChannelSettings(Budget discord, Duration timeout, AlertPages pages, String version) {
    this(discord, timeout, pages, version, new TemplateShelf());
  }

  /** What is shown of an alert that no template changes. */
  Portrait portrait(Notice notice) {
    return Portrait.of(notice, pages);
  }

  /**
   * What a channel shows of an alert.
   *
   * @param channel its name
   */
  Portrait portrait(Notice notice, String channel) {
    return templates.paint(portrait(notice), notice.alert(), channel);
  }
}
