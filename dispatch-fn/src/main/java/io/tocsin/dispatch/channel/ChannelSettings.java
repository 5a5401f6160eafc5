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
 */
public record ChannelSettings(Budget discord, Duration timeout, AlertPages pages, String version) {

  /** What a channel shows of an alert. */
  Portrait portrait(Notice notice) {
    return Portrait.of(notice, pages);
  }
}
