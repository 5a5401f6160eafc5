package io.tocsin.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import io.tocsin.wire.Wire;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requests as Discord makes them, signed with the key pair of RFC 8032's first test. */
final class DiscordCall {
  static final String PATH = "/discord/interactions";
  static final String PUBLIC_KEY =
      "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  static final String APPLICATION = "7700";
  static final String TOKEN = "aW50ZXJhY3Rpb24-that-nobody-may-see";
  static final String PING = "{\"type\":1}";
  private static final Instant EPOCH = Instant.parse("2015-01-01T00:00:00Z");

  private DiscordCall() {}

  static Call signed(String body, String timestamp) {
    return Call.post(PATH, Call.utf8(body))
        .with("X-Signature-Ed25519", signature(timestamp + body))
        .with("X-Signature-Timestamp", timestamp);
  }

  static String signature(String message) {
    try {
      PrivateKey key =
          KeyFactory.getInstance("Ed25519")
              .generatePrivate(
                  new EdECPrivateKeySpec(
                      NamedParameterSpec.ED25519, HexFormat.of().parseHex(SEED)));
      Signature signer = Signature.getInstance("Ed25519");
      signer.initSign(key);
      signer.update(Call.utf8(message));
      return HexFormat.of().formatHex(signer.sign());
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** The id of an interaction that was given then. */
  static String id(Instant at, int number) {
    return String.valueOf(((at.toEpochMilli() - EPOCH.toEpochMilli()) << 22) | number);
  }

  /** A subcommand as it is given in a guild. */
  static Map<String, Object> command(String id, String user, String name, Object... options) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("type", 2);
    json.put("id", id);
    json.put("application_id", APPLICATION);
    json.put("token", TOKEN);
    json.put("member", Map.of("user", Map.of("id", user, "username", "somebody")));
    List<Object> given = new ArrayList<>();
    for (int i = 0; i < options.length; i += 2) {
      given.add(Map.of("name", options[i], "type", 3, "value", options[i + 1]));
    }
    json.put(
        "data",
        Map.of(
            "id",
            "1",
            "name",
            "alert_api",
            "options",
            List.of(Map.of("type", 1, "name", name, "options", given))));
    return json;
  }

  static String json(Map<String, Object> interaction) {
    return Wire.write(interaction);
  }

  static String content(JsonNode message) {
    return message.path("content").asText();
  }
}
