package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Budget;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What channels need to know beside their target.
 *
 * @param discord the pace of one Discord webhook
 * @param discordQueueSize how many may wait for one Discord channel before the least severe are
 *     folded into a digest
 * @param timeout of one request
 * @param pages where alerts are shown
 * @param version of Tocsin, for the services to see
 * @param templates what alerts are shown by
 */
public record ChannelSettings(
    Budget discord,
    int discordQueueSize,
    Duration timeout,
    AlertPages pages,
    String version,
    TemplateShelf templates) {

  /** Settings without templates. */
  public ChannelSettings(
      Budget discord, int discordQueueSize, Duration timeout, AlertPages pages, String version) {
    this(discord, discordQueueSize, timeout, pages, version, new TemplateShelf());
  }

  /**
   * What a channel shows of an alert.
   *
   * @param channel its name
   */
  Portrait portrait(Notice notice, String channel) {
    return templates.paint(Portrait.of(notice, pages), notice.alert(), channel);
  }

  /**
   * A request with a JSON body.
   *
   * @param more headers, besides or instead of those that every request has
   */
  Request json(String method, String url, String body, Map<String, String> more) {
    Map<String, Secret> headers = new HashMap<>();
    headers.put("Content-Type", Secret.of("application/json"));
    headers.put("User-Agent", Secret.of("Tocsin/" + version));
    more.forEach((name, value) -> headers.put(name, Secret.of(value)));
    return new Request(method, Secret.of(url), headers, body, timeout);
  }
}
