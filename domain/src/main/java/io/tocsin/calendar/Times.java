package io.tocsin.calendar;

import io.tocsin.meeting.Slot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Stretches of time in their order, none of which touches the next. */
record Times(List<Span> spans) {

  /**
   * One of them.
   *
   * @param until after {@code from}, and no longer part of it
   */
  record Span(Instant from, Instant until) {}

  Times {
    spans = List.copyOf(spans);
  }

  /** All of it; what touches or overlaps becomes one stretch. */
  static Times of(Collection<Span> any) {
    List<Span> sorted = any.stream().sorted(Comparator.comparing(Span::from)).toList();
    List<Span> apart = new ArrayList<>();
    for (Span next : sorted) {
      int last = apart.size() - 1;
      if (last >= 0 && !next.from().isAfter(apart.get(last).until())) {
        Span before = apart.get(last);
        apart.set(last, new Span(before.from(), later(before.until(), next.until())));
      } else {
        apart.add(next);
      }
    }
    return new Times(apart);
  }

  /** What is left when others are taken out of it. */
  Times without(Times taken) {
    List<Span> left = new ArrayList<>();
    int at = 0;
    for (Span span : spans) {
      Instant from = span.from();
      while (at < taken.spans.size() && !taken.spans.get(at).until().isAfter(from)) {
        at++;
      }
      // Not past the last one that reaches into this stretch: it may reach into the next, too.
      for (int i = at;
          i < taken.spans.size() && taken.spans.get(i).from().isBefore(span.until());
          i++) {
        if (from.isBefore(taken.spans.get(i).from())) {
          left.add(new Span(from, taken.spans.get(i).from()));
        }
        from = later(from, taken.spans.get(i).until());
      }
      if (from.isBefore(span.until())) {
        left.add(new Span(from, span.until()));
      }
    }
    return new Times(left);
  }

  /** Whether the whole slot is in one of them. */
  boolean holds(Slot slot) {
    int low = 0;
    int high = spans.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (spans.get(middle).from().isAfter(slot.start())) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    return low > 0 && !slot.end().isAfter(spans.get(low - 1).until());
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
