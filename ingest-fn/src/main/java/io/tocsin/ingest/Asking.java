package io.tocsin.ingest;

import io.micronaut.http.HttpParameters;
import io.micronaut.http.HttpRequest;
import io.tocsin.alert.Severity;
import io.tocsin.alert.Status;
import io.tocsin.delivery.Delivery;
import io.tocsin.history.Page;
import io.tocsin.history.Search;
import io.tocsin.meeting.Meeting;
import io.tocsin.meeting.MeetingSearch;
import io.tocsin.report.Period;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a list is asked for, in the query of its address.
 *
 * @param filters what may be asked besides {@code limit} and {@code cursor}
 */
record Asking(HttpParameters parameters, Set<String> filters) {
  /** What alerts and deliveries can be asked for by. */
  static final Set<String> OF_ALERTS =
      Set.of(
          "service",
          "owner",
          "severity",
          "status",
          "state",
          "channel",
          "target",
          "acknowledged",
          "from",
          "to");

  /** What meetings can be asked for by. */
  static final Set<String> OF_MEETINGS = Set.of("service", "state", "from", "to");

  private static final Set<String> OF_REPORTS = Set.of("from", "to", "format");

  /** What a report's times can be, so that an answer can say them. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

  private static final int USUAL = 20;
  private static final int LONGEST = 1000;

  /** What a request asks for, of which only limit and cursor count. */
  static Asking forPage(HttpRequest<?> request) {
    return new Asking(request.getParameters(), Set.of());
  }

  /**
   * What a request asks for. What is not known is refused: a filter that was misspelt would seem to
   * have found everything.
   *
   * @throws Problem.Refused when something else is asked
   */
  static Asking of(HttpRequest<?> request, Set<String> filters) {
    Set<String> all = new TreeSet<>(filters);
    all.addAll(List.of("limit", "cursor"));
    return new Asking(request.getParameters(), filters).onlyOf(all);
  }

  /** The same for a report, which has no pages. */
  static Asking forReport(HttpRequest<?> request) {
    return new Asking(request.getParameters(), OF_REPORTS).onlyOf(new TreeSet<>(OF_REPORTS));
  }

  private Asking onlyOf(Set<String> all) {
    if (!all.containsAll(parameters.names())) {
      throw refused("There is no such filter; there are " + String.join(", ", all));
    }
    return this;
  }

  /** The time that is reported: the last week when nothing is said. */
  Period period(Instant now) {
    try {
      Instant to = time("to").orElse(now);
      Instant from = time("from").orElseGet(() -> to.minus(Period.USUAL));
      if (from.isBefore(EARLIEST) || to.isAfter(LATEST)) {
        throw refused("from, to: must be of the years 1 to 9999");
      }
      return Period.covering(from, to);
    } catch (IllegalArgumentException e) {
      throw refused("from, to: " + e.getMessage());
    } catch (DateTimeException e) {
      throw refused("from, to: must be of the years 1 to 9999");
    }
  }

  /** Whether a table is wanted rather than JSON. */
  boolean csv() {
    String format = text("format").orElse("json");
    if (!List.of("json", "csv").contains(format)) {
      throw refused("format: must be json or csv");
    }
    return format.equals("csv");
  }

  int limit() {
    String digits = value("limit").orElse(String.valueOf(USUAL));
    if (digits.matches("[0-9]{1,3}")) {
      int limit = Integer.parseInt(digits);
      if (limit >= 1 && limit <= Page.LONGEST) {
        return limit;
      }
    }
    throw refused("limit: must be a number from 1 to " + Page.LONGEST);
  }

  Optional<String> cursor() {
    return value("cursor");
  }

  /** The alerts that are looked for. */
  Search search() {
    Search.Builder search = Search.builder();
    text("service").ifPresent(search::service);
    text("owner").ifPresent(search::owner);
    text("channel").ifPresent(search::channel);
    text("target").ifPresent(search::target);
    search.severities(some("severity", Severity.class));
    one("status", Status.class).ifPresent(search::status);
    search.states(some("state", Delivery.State.class));
    flag("acknowledged").ifPresent(search::acknowledged);
    time("from").ifPresent(search::from);
    time("to").ifPresent(search::before);
    return search.build();
  }

  /** The meetings that are looked for. */
  MeetingSearch meetings() {
    return new MeetingSearch(
        text("service"), some("state", Meeting.State.class), time("from"), time("to"));
  }

  /** A value as it was sent: of one with commas Micronaut makes several. */
  private Optional<String> value(String name) {
    return Optional.of(parameters.getAll(name))
        .filter(values -> !values.isEmpty())
        .map(values -> String.join(",", values));
  }

  private Optional<String> text(String name) {
    Optional<String> text = Optional.of(name).filter(filters::contains).flatMap(this::value);
    if (text.filter(any -> any.isEmpty() || any.length() > LONGEST).isPresent()) {
      throw refused(name + ": must have 1 to " + LONGEST + " characters");
    }
    return text;
  }

  private Optional<Boolean> flag(String name) {
    return text(name)
        .map(
            word ->
                switch (word) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw refused(name + ": must be true or false");
                });
  }

  private <E extends Enum<E>> Optional<E> one(String name, Class<E> type) {
    Set<E> found = some(name, type);
    if (found.size() > 1) {
      throw refused(name + ": only one can be asked for");
    }
    return found.stream().findFirst();
  }

  /** Words with commas between them. */
  private <E extends Enum<E>> Set<E> some(String name, Class<E> type) {
    Set<E> found = EnumSet.noneOf(type);
    for (String word : text(name).map(words -> words.split(",", -1)).orElse(new String[0])) {
      found.add(
          Arrays.stream(type.getEnumConstants())
              .filter(each -> word(each).equals(word))
              .findFirst()
              .orElseThrow(() -> refused(name + ": must be some of " + words(type))));
    }
    return found;
  }

  private static String words(Class<? extends Enum<?>> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Asking::word)
        .collect(Collectors.joining(", "));
  }

  private static String word(Enum<?> each) {
    return each.name().toLowerCase(Locale.ROOT);
  }

  private Optional<Instant> time(String name) {
    Function<String, Instant> read =
        written -> {
          try {
            return OffsetDateTime.parse(written).toInstant();
          } catch (DateTimeException e) {
            throw refused(name + ": must be a time such as 2026-11-21T08:00:00Z");
          }
        };
    return text(name).map(read);
  }

  private static Problem.Refused refused(String why) {
    return new Problem.Refused(Problem.badRequest(why));
  }
}
