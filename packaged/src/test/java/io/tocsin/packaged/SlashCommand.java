package io.tocsin.packaged;

import io.tocsin.wire.Wire;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A command as Discord passes it on, signed with the other half of {@link Stage}'s key. */
final class SlashCommand {
  /** The secret key of the first test of RFC 8032, section 7.1. */
  private static final String SEED =
      "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60";

  /** When Discord's time begins, in milliseconds since 1970. */
  private static final long DISCORDS_EPOCH = 1_420_070_400_000L;

  private static final int MILLIS_FROM = 22;

  private SlashCommand() {}

  static String event(String name, String option, String value) throws GeneralSecurityException {
    long now = Clock.systemUTC().millis();
    String body =
        Wire.write(
            Map.of(
                "type",
                2,
                "id",
                String.valueOf((now - DISCORDS_EPOCH) << MILLIS_FROM),
                "application_id",
                "77",
                "token",
                "token-of-" + name,
                "user",
                Map.of("id", "80351110224678912"),
                "data",
                Map.of(
                    "name",
                    "alert_api",
                    "options",
                    List.of(
                        Map.of(
                            "name",
                            name,
                            "options",
                            List.of(Map.of("name", option, "value", value)))))));
    String timestamp = String.valueOf(now / 1000);
    return Events.http(
        "POST",
        "/discord/interactions",
        Map.of(
            "x-signature-timestamp", timestamp, "x-signature-ed25519", signature(timestamp + body)),
        body);
  }

  private static String signature(String message) throws GeneralSecurityException {
    PrivateKey key =
        KeyFactory.getInstance("Ed25519")
            .generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, HexFormat.of().parseHex(SEED)));
    Signature signer = Signature.getInstance("Ed25519");
    signer.initSign(key);
    signer.update(message.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(signer.sign());
  }
}
