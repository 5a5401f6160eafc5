package io.tocsin.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tocsin.alert.Json;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DetailsTest {
  @Test
  void everyValueIsThereByItsPath() {
    assertEquals(
        Map.of("status", "503", "host.name", "media-2", "disks[1].free", "0.5", "up", "false"),
        Details.flat(
            new Json(
                "{\"status\":503,\"host\":{\"name\":\"media-2\"},\"none\":null,"
                    + "\"disks\":[{},{\"free\":0.5}],\"up\":false}")));
  }

  @Test
  void whatIsNoObjectHasAValue() {
    assertEquals(Map.of("value", "text"), Details.flat(new Json("\"text\"")));
    assertEquals(Map.of("[0]", "1"), Details.flat(new Json("[1]")));
    assertEquals(Map.of(), Details.flat(Json.EMPTY));
  }

  @Test
  void itIsBounded() {
    String many =
        IntStream.range(0, 300)
            .mapToObj(i -> "\"" + i + "\":\"" + "x".repeat(2_000) + "\"")
            .collect(Collectors.joining(",", "{", "}"));
    Map<String, String> flat = Details.flat(new Json(many));
    assertEquals(Details.MOST, flat.size());
    assertEquals("x".repeat(Details.LONGEST), flat.get("0"));
    assertEquals(
        Map.of(), Details.flat(new Json("{\"" + "x".repeat(Details.LONGEST + 1) + "\":1}")));
  }
}
