package io.tocsin.wire;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.alert.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** An alert's details laid flat, for whoever compares texts. */
public final class Details {
  /** Most values; the first of a larger object are taken. */
  public static final int MOST = 200;

  /**
   * Longest path and longest value, in UTF-16 units; longer values are cut, longer paths left out.
   */
  public static final int LONGEST = 1_000;

  private Details() {}

  /**
   * Each value that is not an object or a list, as text, by its path: {@code host.name}, {@code
   * disks[0].free}.
   *
   * @param details what an alert carries; is well-formed
   */
  public static Map<String, String> flat(Json details) {
    Map<String, String> flat = new LinkedHashMap<>();
    try {
      add(Optional.empty(), Wire.parse(details.text()), flat);
    } catch (InvalidJsonException e) {
      throw new IllegalArgumentException("an alert's details are well-formed", e);
    }
    return flat;
  }

  private static void add(Optional<String> path, JsonNode value, Map<String, String> flat) {
    if (flat.size() >= MOST || path.map(name -> name.length() > LONGEST).orElse(false)) {
      return;
    }
    if (value.isObject()) {
      value
          .properties()
          .forEach(
              member ->
                  add(
                      Optional.of(path.map(name -> name + ".").orElse("") + member.getKey()),
                      member.getValue(),
                      flat));
    } else if (value.isArray()) {
      for (int i = 0; i < Math.min(value.size(), MOST); i++) {
        add(Optional.of(path.orElse("") + "[" + i + "]"), value.get(i), flat);
      }
    } else if (!value.isNull()) {
      String text = value.asText();
      flat.put(path.orElse("value"), text.substring(0, Math.min(text.length(), LONGEST)));
    }
  }
}
