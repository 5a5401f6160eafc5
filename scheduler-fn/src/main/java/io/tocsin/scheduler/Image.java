package io.tocsin.scheduler;

import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An item as a table's stream tells it. */
final class Image {
  private Image() {}

  /**
   * Its attributes as texts: what is text or a number, and nothing else is of ours.
   *
   * @param item absent where there was none before, or is none after
   */
  static Map<String, String> texts(@Nullable Map<String, AttributeValue> item) {
    Map<String, String> texts = new HashMap<>();
    Optional.ofNullable(item)
        .orElse(Map.of())
        .forEach(
            (name, value) ->
                Optional.ofNullable(value.getS())
                    .or(() -> Optional.ofNullable(value.getN()))
                    .ifPresent(text -> texts.put(name, text)));
    return texts;
  }
}
