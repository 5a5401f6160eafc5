package io.tocsin.keys;

import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes ids that nobody has and secrets that nobody guesses. */
record Minting(SecureRandom random) {
  private static final int ID_BYTES = 10;
  private static final int SECRET_BYTES = 32;

  String id() {
    return "cm_" + hex(ID_BYTES);
  }

  /** 256 bits. */
  Secret secret() {
    return Secret.of(hex(SECRET_BYTES));
  }

  private String hex(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
