package io.tocsin.config;

import io.tocsin.calendar.Days;
import io.tocsin.calendar.Holidays;
import io.tocsin.config.Values.Text;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.MonthDay;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads what is once, or once a year: dates, holidays, times of a certain day. */
final class WallCalendar {
  /** Of one calendar, and of the days that one person is away. */
  static final int MOST_DATES = 400;

  private static final int MOST_CALENDARS = 50;
  private static final String TO = " to ";
  private static final Pattern YEARLY = Pattern.compile("[0-9]{2}-[0-9]{2}");
  private static final Pattern TIME =
      Pattern.compile("([0-9]{4}-[0-9]{2}-[0-9]{2})(?:[ T]([0-9]{2}:[0-9]{2}))?");

  private final Mistakes mistakes;
  private final Values values;
  private final Map<String, Holidays> calendars = new LinkedHashMap<>();

  WallCalendar(Mistakes mistakes) {
    this.mistakes = mistakes;
    this.values = new Values(mistakes);
  }

  /** Reads the calendars, which are called by a name or by the zone that they are for. */
  void read(Node node) {
    Section section = Section.open(node, "holidays", mistakes);
    if (section.entries().size() > MOST_CALENDARS) {
      mistakes.add(node, "there may be at most " + MOST_CALENDARS + " calendars of holidays");
    }
    section
        .entries()
        .forEach(
            (name, entry) -> {
              if (!WallClock.isZone(name)) {
                Names.check(
                    entry.key(),
                    "a calendar is called by a time zone, or its name",
                    name,
                    mistakes);
              }
              calendars.put(name, calendar(entry.value()));
            });
  }

  /** The holidays of a zone; none where nobody named any. */
  Holidays of(String zone) {
    return Optional.ofNullable(calendars.get(zone)).orElse(Holidays.NONE);
  }

  /** The holidays of these calendars together; that there is none of a name is a mistake. */
  Holidays named(Node node) {
    List<Holidays> all = new ArrayList<>();
    for (Text name : values.texts(node, "holidays")) {
      Optional<Holidays> found = Optional.ofNullable(calendars.get(name.value()));
      found.ifPresent(all::add);
      if (found.isEmpty()) {
        mistakes.add(
            name.node(),
            "there is no calendar of holidays '"
                + name.value()
                + "'; there are "
                + new TreeSet<>(calendars.keySet()));
      }
    }
    Set<MonthDay> yearly = new HashSet<>();
    all.forEach(one -> yearly.addAll(one.yearly()));
    return new Holidays(all.stream().flatMap(one -> one.once().stream()).toList(), yearly);
  }

  /** Dates, and dates in a row. */
  List<Days> days(Node node, String what) {
    return texts(node, what).stream().flatMap(text -> days(text).stream()).toList();
  }

  /** A time of a day; a day alone is its midnight. */
  Optional<LocalDateTime> time(Node node, String what) {
    Optional<String> text = values.scalar(node);
    Matcher parts = TIME.matcher(text.orElse(""));
    Optional<LocalDateTime> time =
        parts.matches()
            ? parse(
                parts.group(1) + "T" + Optional.ofNullable(parts.group(2)).orElse("00:00"),
                LocalDateTime::parse)
            : Optional.empty();
    if (time.isEmpty()) {
      mistakes.add(node, what + " must be a time such as 2026-01-05 09:00, or a day: 2026-01-05");
    }
    return time;
  }

  private Holidays calendar(Node node) {
    List<Days> once = new ArrayList<>();
    Set<MonthDay> yearly = new HashSet<>();
    for (Text text : texts(node, "holidays")) {
      if (YEARLY.matcher(text.value()).matches()) {
        Optional<MonthDay> day = parse("--" + text.value(), MonthDay::parse);
        day.ifPresent(yearly::add);
        if (day.isEmpty()) {
          mistakes.add(text.node(), "there is no such day in any year");
        }
      } else {
        days(text).ifPresent(once::add);
      }
    }
    return new Holidays(once, yearly);
  }

  private List<Text> texts(Node node, String what) {
    List<Text> texts = values.texts(node, what);
    if (texts.size() > MOST_DATES) {
      mistakes.add(node, what + " may have at most " + MOST_DATES + " dates");
      return List.of();
    }
    return texts;
  }

  private Optional<Days> days(Text text) {
    String[] ends = text.value().split(TO, -1);
    Optional<LocalDate> from = parse(ends[0].strip(), WallCalendar::date);
    Optional<LocalDate> to = parse(ends[ends.length - 1].strip(), WallCalendar::date);
    if (ends.length > 2 || from.isEmpty() || to.isEmpty() || to.get().isBefore(from.get())) {
      mistakes.add(
          text.node(),
          "must be a date such as 2026-12-24, or several in a row, such as 2026-12-24 to"
              + " 2027-01-02");
      return Optional.empty();
    }
    return Optional.of(new Days(from.get(), to.get()));
  }

  /** Four digits of a year, and nothing else that the library would read. */
  private static LocalDate date(String text) {
    if (text.length() != 10) {
      throw new DateTimeException("a date has ten characters");
    }
    return LocalDate.parse(text);
  }

  private static <T> Optional<T> parse(String text, Function<String, T> reading) {
    try {
      return Optional.of(reading.apply(text));
    } catch (DateTimeException e) {
      // Whoever asked says what to write.
      return Optional.empty();
    }
  }
}
