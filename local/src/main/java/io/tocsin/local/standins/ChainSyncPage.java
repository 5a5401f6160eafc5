package io.tocsin.local.standins;

import io.tocsin.local.http.Html;
import java.util.List;
import java.util.Optional;

/** What the ChainSync stand-in was told of its alerts, newest first. */
final class ChainSyncPage {
  private static final int MOST_SHOWN = 100;
  private static final int REFRESH_SECONDS = 5;

  private ChainSyncPage() {}

  static Html.Page of(ChainSyncStandIn chainSync) {
    List<ChainSyncNotice> all = chainSync.notices();
    List<ChainSyncNotice> shown = all.subList(Math.max(0, all.size() - MOST_SHOWN), all.size());
    StringBuilder html = new StringBuilder(2048);
    html.append("<h1>ChainSync stand-in</h1><p class=\"soft\">What ChainSync would know of its ")
        .append("alerts.</p>")
        .append(CallsTable.of(chainSync.calls()));
    if (shown.isEmpty()) {
      html.append("<p>It was told nothing yet.</p>");
    }
    for (int i = shown.size() - 1; i >= 0; i--) {
      notice(html, shown.get(i));
    }
    return new Html.Page("ChainSync stand-in", "", html.toString(), Optional.of(REFRESH_SECONDS));
  }

  private static void notice(StringBuilder html, ChainSyncNotice notice) {
    html.append("<article><h2>")
        .append(Html.escape(notice.alertId()))
        .append("</h2><p class=\"soft\">")
        .append(Html.escape(notice.status()))
        .append(", told ")
        .append(notice.times() == 1 ? "once" : notice.times() + " times")
        .append(", last ")
        .append(notice.at())
        .append("</p><p class=\"text\">")
        .append(Html.escape(notice.notes()))
        .append("</p><p class=\"text\">")
        // As text: a link of an alert's making leads anywhere.
        .append(Html.escape(notice.meetingUrl()))
        .append("</p></article>");
  }
}
