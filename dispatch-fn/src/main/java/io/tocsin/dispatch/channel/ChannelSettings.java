package io.tocsin.dispatch.channel;

import io.tocsin.delivery.Budget;
import java.time.Duration;

/**
 * What channels need to know beside their target.
 *
 * @param discord the pace of one Discord webhook
 * @param timeout of one request
 * @param pages where alerts are shown
 * @param version of Tocsin, for the services to see
 */
public record ChannelSettings(Budget discord, Duration timeout, AlertPages pages, String version) {}
