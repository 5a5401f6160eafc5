package io.tocsin.config;

import io.tocsin.config.Values.Text;
import io.tocsin.routing.Window;
import io.tocsin.routing.Window.Dates;
import java.time.DayOfWeek;
import java.time.Month;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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
  private static final String DATE = "(last|[1-9]|[12][0-9]|3[01])";
  private static final Pattern DATES = Pattern.compile(DATE + "(?:-" + DATE + ")?");

  private final Mistakes mistakes;
  private final Values values;
  private final WallClock clock;
  private final Set<String> names = new HashSet<>();
  private final Map<String, Window> windows = new HashMap<>();

  Windows(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
    this.clock = new WallClock(mistakes);
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
        read(section, "times", clock::hours),
        read(section, "dates", this::dates),
        months(section),
        section.optional("zone").flatMap(clock::zone).orElse(ZoneOffset.UTC));
  }

  private Set<DayOfWeek> days(Section section) {
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    read(section, "days", clock::days).forEach(days::addAll);
    return days;
  }

  private Set<Month> months(Section section) {
    Set<Month> months = EnumSet.noneOf(Month.class);
    read(section, "months", clock::months).forEach(months::addAll);
    return months;
  }

  private <T> List<T> read(Section section, String key, Function<Text, Optional<T>> reading) {
    return section.optional(key).map(node -> values.texts(node, key)).orElse(List.of()).stream()
        .flatMap(text -> reading.apply(text).stream())
        .toList();
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
}
