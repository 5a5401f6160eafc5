package io.tocsin.local;

import io.tocsin.keys.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The key that alerts are signed with on this machine.
 *
 * @param own whether it was made here, and not given in the environment
 */
public record LocalKey(String id, Secret secret, boolean own) {
  static final String ID = "WEBHOOK_API_KEY";
  static final String SECRET = "WEBHOOK_SECRET_KEY";

  /** The key in the environment, if both its variables are set. */
  public static Optional<LocalKey> from(Map<String, String> environment) {
    String id = environment.getOrDefault(ID, "");
    String secret = environment.getOrDefault(SECRET, "");
    return id.isBlank() || secret.isBlank()
        ? Optional.empty()
        : Optional.of(new LocalKey(id, Secret.of(secret), false));
  }

  /** The key that was made in a data directory, if there is one. */
  public static Optional<LocalKey> in(Path data) {
    return DataDirectory.key(data);
  }
}
