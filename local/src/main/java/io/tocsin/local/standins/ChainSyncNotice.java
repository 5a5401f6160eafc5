package io.tocsin.local.standins;

import java.time.Instant;

/**
 * What the ChainSync stand-in knows of one of its alerts.
 *
 * @param times how often it was told
 */
public record ChainSyncNotice(
    String alertId, Instant at, String status, String meetingUrl, String notes, int times) {}
