package io.tocsin.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.tocsin.keys.Secret;
import io.tocsin.routing.InPerson;
import io.tocsin.routing.Target;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DirectMessagesTest {
  private static Optional<InPerson> from(Map<String, String> variables) {
    return DirectMessages.from(name -> Optional.ofNullable(variables.get(name)));
  }

  private static String mistake(Map<String, String> variables) {
    return String.valueOf(
        assertThrows(InvalidConfigException.class, () -> from(variables)).getMessage());
  }

  @Test
  void withoutABotThereAreNone() {
    assertEquals(Optional.empty(), from(Map.of()));
    assertEquals(Optional.empty(), from(Map.of("DISCORD_BOT_TOKEN", " ")));
  }

  @Test
  void aDiscordUserIsToldByTheBotAndNobodyElse() {
    InPerson way = from(Map.of("DISCORD_BOT_TOKEN", "abc.def")).orElseThrow();

    assertEquals(
        Optional.of(
            new Target(
                "discord:4711",
                "discord-dm",
                "discord:4711",
                Map.of("token", Secret.of("abc.def"), "user_id", Secret.of("4711")))),
        way.target("discord:4711"));
    for (String other : new String[] {"bootstrap", "discord:", "discord:x", "discord:4711 "}) {
      assertEquals(Optional.empty(), way.target(other), other);
    }
  }

  @Test
  void anotherAddressIsForOneMachineOnly() {
    Map<String, String> local =
        Map.of(
            "DISCORD_BOT_TOKEN", "abc",
            "DISCORD_API_URL", "http://127.0.0.1:9000/api/v10/",
            "TOCSIN_LOCAL", "true");

    InPerson way = from(local).orElseThrow();

    assertEquals(
        Optional.of(Secret.of("http://127.0.0.1:9000")),
        way.target("discord:1").map(target -> target.settings().get("url")));
  }

  @Test
  void whatCannotBeUsedIsNamedAndNotShown() {
    String url = "DISCORD_API_URL";
    String token = "DISCORD_BOT_TOKEN";

    assertEquals(
        "DISCORD_BOT_TOKEN must be a bot's token: one word, without spaces",
        mistake(Map.of(token, "two words")));
    assertEquals(
        "DISCORD_API_URL must end with /api/v10",
        mistake(Map.of(token, "abc", url, "https://discord.com/api/v9")));
    assertEquals(
        "DISCORD_API_URL leads to this machine, which only TOCSIN_LOCAL=true allows",
        mistake(Map.of(token, "abc", url, "http://localhost/api/v10")));
  }
}
