package io.tocsin.simulation;

import io.tocsin.delivery.Request;
import io.tocsin.keys.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How requests to the {@link StrictService} are written: one word after the other.
 *
 * @param amending whether it changes a message sent before
 * @param opening whether it asks for a person's channel
 */
record Letters(
    String lane,
    String target,
    List<String> deliveries,
    List<String> alerts,
    int digested,
    boolean amending,
    boolean opening) {
  static final String MAIL = "mail";

  static Letters message(
      String lane, String target, List<String> deliveries, List<String> alerts, int digested) {
    return new Letters(lane, target, deliveries, alerts, digested, false, false);
  }

  static Letters amendment(String lane, String target, String alert) {
    return new Letters(lane, target, List.of(), List.of(alert), 0, true, false);
  }

  static Letters opening(String lane, String target) {
    return new Letters(lane, target, List.of(), List.of(), 0, false, true);
  }

  Request request() {
    String body =
        String.join(
            " ",
            Boolean.toString(amending),
            Boolean.toString(opening),
            Integer.toString(digested),
            String.join(",", deliveries),
            String.join(",", alerts),
            "end");
    return new Request(
        "POST", Secret.of(lane + "/" + target), Map.of(), body, Duration.ofSeconds(10));
  }

  static Letters read(Request request) {
    String[] place = request.url().reveal().split("/", -1);
    String[] words = request.body().split(" ", -1);
    return new Letters(
        place[0],
        place[1],
        list(words[3]),
        list(words[4]),
        Integer.parseInt(words[2]),
        Boolean.parseBoolean(words[0]),
        Boolean.parseBoolean(words[1]));
  }

  private static List<String> list(String words) {
    return Arrays.stream(words.split(",", -1)).filter(word -> !word.isEmpty()).toList();
  }
}
