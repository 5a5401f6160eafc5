package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Window;
import io.tocsin.routing.Window.Dates;
import io.tocsin.routing.Window.Hours;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.Month;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads the windows, and finds them for the routes. */
final class Windows {
  private static final int MOST = 100;
  private static final Set<String> KNOWN = Set.of("days", "times", "dates", "months", "zone");
  private static final List<String> DAYS = shortened(DayOfWeek.values());
  private static final List<String> MONTHS = shortened(Month.values());
  private static final String CLOCK = "([01][0-9]|2[0-3]):([0-5][0-9])";
  private static final Pattern TIMES = Pattern.compile(CLOCK + "-(?:" + CLOCK + "|24:00)");
  private static final String DATE = "(last|[1-9]|[12][0-9]|3[01])";
  private static final Pattern DATES = Pattern.compile(DATE + "(?:-" + DATE + ")?");

  private final Mistakes mistakes;
  private final Values values;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Window> windows = new HashMap<>();

  Windows(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  void read(Node node) {
    Section section = Section.open(node, "windows", mistakes);
    if (section.entries().size() > MOST) {
      mistakes.add(node, "there may be at most " + MOST + " windows");
    }
    section
        .entries()
        .forEach(
            (name, entry) -> {
              Names.check(entry.key(), "a window's name", name, mistakes);
              names.add(name);
              windows.put(name, window(name, entry.value()));
            });
  }

  /** The window of that name; when there is none, a mistake. */
  Optional<Window> find(Text name) {
    if (!names.contains(name.value())) {
      mistakes.add(name.node(), "there is no window '" + name.value() + "'");
    }
    return Optional.ofNullable(windows.get(name.value()));
  }

  private Window window(String name, Node node) {
    String what = "the window '" + name + "'";
    Section section = Section.of(node, what, KNOWN, mistakes);
    if (Set.of("zone").containsAll(section.entries().keySet())) {
      mistakes.add(node, what + " needs days, times, dates or months");
    }
    return new Window(
        name,
        days(section),
        read(section, "times", this::hours),
        read(section, "dates", this::dates),
        months(section),
        section.optional("zone").flatMap(this::zone).orElse(ZoneOffset.UTC));
  }

  private Set<DayOfWeek> days(Section section) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    read(section, "days", text -> round(text, DAYS))
        .forEach(all -> all.forEach(index -> days.add(DayOfWeek.of(index + 1))));
    return days;
  }

  private Set<Month> months(Section section) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    read(section, "months", text -> round(text, MONTHS))
        .forEach(all -> all.forEach(index -> months.add(Month.of(index + 1))));
    return months;
  }

  private <T> List<T> read(Section section, String key, Function<Text, Optional<T>> reading) {
    return section.optional(key).map(node -> values.texts(node, key)).orElse(List.of()).stream()
        .flatMap(text -> reading.apply(text).stream())
        .toList();
  }

  /** One of the words, or from one to another, past the last one too: {@code sat-mon}. */
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

  private Optional<Hours> hours(Text text) {
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

  private Optional<Dates> dates(Text text) {
    Matcher dates = DATES.matcher(text.value());
    if (dates.matches()) {
      int from = date(dates.group(1));
      int to = Optional.ofNullable(dates.group(2)).map(Windows::date).orElse(from);
      if (from <= to) {
        return Optional.of(new Dates(from, to));
      }
    }
    mistakes.add(
        text.node(), "must be a day of the month, such as 1 or last, or several, such as 1-7");
    return Optional.empty();
  }

  private static int date(String text) {
    return text.equals("last") ? Dates.LAST : Integer.parseInt(text);
  }

  private Optional<ZoneId> zone(Node node) {
    Optional<String> name = values.text(node, "zone");
    if (name.isPresent() && !ZoneId.getAvailableZoneIds().contains(name.get())) {
      mistakes.add(node, "'" + name.get() + "' is no time zone; write one such as Europe/Berlin");
      return Optional.empty();
    }
    return name.map(ZoneId::of);
  }

  private static List<String> shortened(Enum<?>[] all) {
    return List.of(all).stream()
        .map(value -> value.name().substring(0, 3).toLowerCase(Locale.ROOT))
        .toList();
  }
}
