package io.tocsin.config;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import io.tocsin.config.TemplateText.EnoughException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What a template sees: texts, booleans, and these two. The library's own way to values reads any
 * Java object by reflection; this one knows nothing but what is listed here.
 */
final class TemplateValues {
  static final Mustache.Collector COLLECTOR = new Plain();

  /** Items and members that one rendering may touch; lists within lists soon become too many. */
  private static final int MOST_STEPS = 10_000;

  private static final Mustache.VariableFetcher MEMBER =
      (context, name) -> ((Members) context).get(name);

  private TemplateValues() {}

  /** The values for one rendering. */
  static Object of(Map<String, ?> values) {
    return new Members(values, new Steps());
  }

  /** How a value is written. */
  static String write(Object value) {
    if (value instanceof Items items) {
      List<String> texts = new ArrayList<>();
      items.iterator().forEachRemaining(item -> texts.add(write(item)));
      return String.join(", ", texts);
    }
    return value instanceof Members members ? members.written() : String.valueOf(value);
  }

  private static Object wrap(@Nullable Object value, Steps steps) {
    if (value instanceof Map<?, ?> members) {
      return new Members(members, steps);
    }
    if (value instanceof List<?> items) {
      return new Items(items, steps);
    }
    return value instanceof Boolean truth ? truth : value == null ? "" : value.toString();
  }

  /** How much has been done in one rendering. */
  private static final class Steps {
    private int done;

    void step() {
      if (++done > MOST_STEPS) {
        throw new EnoughException();
      }
    }
  }

  private record Items(List<?> items, Steps steps) {
    Iterator<Object> iterator() {
      Iterator<?> each = items.iterator();
      return new Iterator<>() {
        @Override
        public boolean hasNext() {
          return each.hasNext();
        }

        @Override
        public Object next() {
          steps.step();
          return wrap(each.next(), steps);
        }
      };
    }
  }

  private record Members(Map<?, ?> members, Steps steps) {
    /** The member by its whole name, dots and all, or by its first part and what is under that. */
    Object get(String name) {
      if (members.containsKey(name)) {
        return wrap(members.get(name), steps);
      }
      int dot = name.indexOf('.');
      return dot > 0 && members.get(name.substring(0, dot)) instanceof Map<?, ?> under
          ? new Members(under, steps).get(name.substring(dot + 1))
          : Template.NO_FETCHER_FOUND;
    }

    String written() {
      List<String> texts = new ArrayList<>();
      members.forEach(
          (name, value) -> {
            steps.step();
            texts.add(name + ": " + write(wrap(value, steps)));
          });
      return String.join(", ", texts);
    }
  }

  private static final class Plain implements Mustache.Collector {
    @Override
    public @Nullable Iterator<?> toIterator(Object value) {
      if (value instanceof Items items) {
        return items.iterator();
      }
      // The library's own way to say that there is no such value.
      return value instanceof List<?> none ? none.iterator() : null;
    }

    @Override
    public Mustache.@Nullable VariableFetcher createFetcher(Object context, String name) {
      return context instanceof Members ? MEMBER : null;
    }

    @Override
    public <K, V> Map<K, V> createFetcherCache() {
      return new ConcurrentHashMap<>();
    }
  }
}
