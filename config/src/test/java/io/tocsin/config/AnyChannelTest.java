package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.keys.Secret;
import io.tocsin.routing.Target;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnyChannelTest {
  private static final String FILE =
      """
      version: 1
      targets:
        one: { channel: pigeon, coop: "${env:COOP}", colour: grey, lane: birds }
        two: { channel: pigeon, coop: "${env:COOP}" }
      templates:
        - { channels: [owl], title: "{{title}}" }
      routes:
        - to: [one, two]
      """;

  @Test
  void whichChannelsThereAreNeedNotBeKnown() {
    Configuration read = ConfigReader.readForAnyChannel(FILE, name -> Optional.of("of " + name));
    Target target = read.routing().target("one").orElseThrow();
    assertEquals("pigeon", target.channel());
    assertEquals("birds", target.lane());
    assertEquals(
        Optional.of("of COOP"),
        Optional.ofNullable(target.settings().get("coop")).map(Secret::reveal));
    assertEquals(1, read.templates().size());
  }

  @Test
  void whatItRefersToMustBeThere() {
    assertTrue(refused(FILE).contains("line 3, column 33: the variable COOP is not set"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[",
        "targets",
        "version: 1\ntargets: [a]\nroutes: []\n",
        "version: 1\ntargets: { a: { channel: [] } }\ntemplates: { a: b }\nroutes: [{ to: [a] }]\n",
        "version: 1\ntargets: { a: { channel: owl } }\nroutes: [{ to: [b] }]\n"
      })
  void everythingElseMustBeRight(String file) {
    assertTrue(!refused(file).isEmpty());
  }

  private static String refused(String file) {
    return String.valueOf(
        assertThrows(
                InvalidConfigException.class,
                () -> ConfigReader.readForAnyChannel(file, name -> Optional.empty()))
            .getMessage());
  }
}
