package io.tocsin.dispatch.channel;

import io.tocsin.alert.Alert;
import io.tocsin.alert.Json;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Channel.DigestLine;
import io.tocsin.delivery.Channel.Notice;
import io.tocsin.dispatch.channel.ChannelContract.Examples;
import io.tocsin.wire.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;

/** Makes alerts nobody would send, the same ones for the same seed. */
final class StrangeAlerts {
  private static final List<Severity> SEVERITIES = List.of(Severity.values());

  private static final List<String> PIECES =
      List.of(
          "👩‍👩‍👧‍👦",
          "🏳️‍🌈",
          "🇩🇪",
          "e\u0301\u0327",
          "Z" + "\u0351".repeat(60),
          "مرحبا",
          "\u202eevil\u202c",
          "\u2066x\u2069",
          "\0",
          "\u0007",
          "\ud83d",
          "\udc00",
          "\ufeff",
          "\u2028",
          "@everyone",
          "<!channel>",
          "<@123456>",
          "<https://x.example|click>",
          "**bold** `code` ```",
          "&&&&&",
          "<<<<<",
          ">>>>>",
          "&amp;",
          "\"\"\"\"",
          "\\\\\\\\",
          "\r\n",
          "\t",
          "   ",
          "\u00a0",
          "\u200b",
          "x",
          "plain words ");

  private final Random random;

  StrangeAlerts(long seed) {
    this.random = new Random(seed);
  }

  List<Notice> notices() {
    List<Notice> notices = new ArrayList<>();
    for (int i = random.nextInt(10); i >= 0; i--) {
      notices.add(Examples.notice(alert()));
    }
    return notices;
  }

  /** One line for some of the severities, with services nobody has. */
  List<DigestLine> digest() {
    List<DigestLine> lines = new ArrayList<>();
    for (Severity severity : SEVERITIES) {
      if (random.nextInt(4) > 0) {
        SortedSet<String> services = new TreeSet<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
          services.add(text(256));
        }
        int count = 1 + random.nextInt(Integer.MAX_VALUE);
        lines.add(new DigestLine(severity, count, services, Instant.EPOCH, Instant.EPOCH));
      }
    }
    return lines;
  }

  private Alert alert() {
    return Alert.builder("id" + text(256), text(256), text(256), text(1024))
        .type(random.nextBoolean() ? "security" : text(20))
        .severity(SEVERITIES.get(random.nextInt(SEVERITIES.size())))
        .status(random.nextInt(4) == 0 ? Status.RESOLVED : Status.FIRING)
        .message(text(random.nextBoolean() ? 100 : 65_536))
        .receivedAt(Instant.ofEpochMilli(random.nextLong() >> random.nextInt(32)))
        .detectedAt(
            random.nextBoolean()
                ? Optional.empty()
                : Optional.of(Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000))))
        .affectedSystems(random.nextBoolean() ? List.of() : List.of(text(256), text(256)))
        .labels(texts(many(64), 1024))
        .details(new Json(Wire.write(texts(many(200), 3000))))
        .build();
  }

  /** Seldom that many: it is the seeds that count, and each of these is costly. */
  private int many(int most) {
    return random.nextInt(10) == 0 ? most : random.nextInt(8);
  }

  private Map<String, String> texts(int many, int longest) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (int i = 0; i < many; i++) {
      texts.put(text(400), text(longest));
    }
    return texts;
  }

  /** Sometimes of one piece over and over, to meet a limit in the middle of it. */
  private String text(int longest) {
    int length = random.nextInt(longest + 1);
    String only = PIECES.get(random.nextInt(PIECES.size()));
    boolean monotone = random.nextInt(3) == 0;
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append(monotone ? only : PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.substring(0, length);
  }
}
