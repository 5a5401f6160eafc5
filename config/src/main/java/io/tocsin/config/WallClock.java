package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what comes again: days of the week, months, hours of the day, and the zone they are in. */
record WallClock(Mistakes mistakes) {
  private static final List<String> DAYS = shortened(DayOfWeek.values());
  private static final List<String> MONTHS = shortened(Month.values());
  private static final String CLOCK = "([01][0-9]|2[0-3]):([0-5][0-9])";
  private static final Pattern TIMES = Pattern.compile(CLOCK + "-(?:" + CLOCK + "|24:00)");

  /** A day, or from one to another, past Sunday too: {@code sat-mon}. */
  Optional<List<DayOfWeek>> days(Text text) {
    return round(text, DAYS)
        .map(all -> all.stream().map(index -> DayOfWeek.of(index + 1)).toList());
  }

  /** A month, or from one to another, past December too: {@code nov-feb}. */
  Optional<List<Month>> months(Text text) {
    return round(text, MONTHS).map(all -> all.stream().map(index -> Month.of(index + 1)).toList());
  }

  /** From one time to another, over midnight too. */
  Optional<Hours> hours(Text text) {
    Matcher times = TIMES.matcher(text.value());
    if (times.matches()) {
      String[] ends = text.value().split("-", -1);
      LocalTime from = LocalTime.parse(ends[0]);
      LocalTime until = ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]);
      if (!ends[0].equals(ends[1])) {
        return Optional.of(new Hours(from, until));
      }
    }
    mistakes.add(
        text.node(),
        "must be from one time to another, such as 09:00-17:00, 22:00-06:00 (over midnight) or"
            + " 00:00-24:00");
    return Optional.empty();
  }

  Optional<ZoneId> zone(Node node) {
    Optional<String> name = new Values(mistakes).text(node, "zone");
    if (name.isPresent() && !isZone(name.get())) {
      mistakes.add(node, "'" + name.get() + "' is no time zone; write one such as Europe/Berlin");
      return Optional.empty();
    }
    return name.map(ZoneId::of);
  }

  static boolean isZone(String name) {
    return ZoneId.getAvailableZoneIds().contains(name);
  }

  private Optional<List<Integer>> round(Text text, List<String> words) {
    String[] ends = text.value().split("-", -1);
    int from = words.indexOf(ends[0]);
    int to = words.indexOf(ends[ends.length - 1]);
    if (ends.length > 2 || from < 0 || to < 0) {
      mistakes.add(
          text.node(),
          "must be one of "
              + String.join(", ", words)
              + ", or from one to another, such as "
              + words.get(0)
              + "-"
              + words.get(4));
      return Optional.empty();
    }
    List<Integer> all = new ArrayList<>(List.of(from));
    for (int index = from; index != to; ) {
      index = (index + 1) % words.size();
      all.add(index);
    }
    return Optional.of(all);
  }

  private static List<String> shortened(Enum<?>[] all) {
    return List.of(all).stream()
        .map(value -> value.name().substring(0, 3).toLowerCase(Locale.ROOT))
        .toList();
  }
}
