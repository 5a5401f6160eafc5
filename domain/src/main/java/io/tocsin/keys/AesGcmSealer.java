package io.tocsin.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals with AES-256 in GCM (NIST SP 800-38D), a random nonce of 96 bits for each secret, and the
 * context as additional data. With random nonces one key is good for 2^32 secrets.
 */
public final class AesGcmSealer implements Sealer {
  /** The key's length in bytes. */
  public static final int KEY_LENGTH = 32;

  /** Says how it was sealed, so that another way can be told from it. */
  private static final String VERSION = "1.";

  private static final int NONCE_LENGTH = 12;
  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;
  private final SecureRandom random;

  /**
   * Seals with a key.
   *
   * @param key {@value #KEY_LENGTH} random bytes
   * @throws IllegalArgumentException when the key is of another length
   */
  public AesGcmSealer(byte[] key, SecureRandom random) {
    if (key.length != KEY_LENGTH) {
      throw new IllegalArgumentException("the sealing key must be " + KEY_LENGTH + " bytes long");
    }
    this.key = new SecretKeySpec(key, "AES");
    this.random = random;
  }

  @Override
  public String seal(Secret secret, String context) {
    byte[] nonce = new byte[NONCE_LENGTH];
    random.nextBytes(nonce);
    byte[] plain = secret.reveal().getBytes(StandardCharsets.UTF_8);
    try {
      byte[] text = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain);
      byte[] all = ByteBuffer.allocate(nonce.length + text.length).put(nonce).put(text).array();
      return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES/GCM", e);
    }
  }

  @Override
  public Secret open(String cipher, String context) {
    try {
      byte[] all = Base64.getUrlDecoder().decode(body(cipher));
      if (all.length < NONCE_LENGTH + TAG_BITS / 8) {
        throw new IllegalStateException("the sealed secret is cut short");
      }
      byte[] nonce = Arrays.copyOf(all, NONCE_LENGTH);
      byte[] plain =
          cipher(Cipher.DECRYPT_MODE, nonce, context)
              .doFinal(all, NONCE_LENGTH, all.length - NONCE_LENGTH);
      return Secret.of(new String(plain, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "a sealed secret does not open: another sealing key, another context, or damaged", e);
    }
  }

  private static String body(String cipher) {
    if (!cipher.startsWith(VERSION)) {
      throw new IllegalStateException("the secret is sealed in a way that is not known here");
    }
    return cipher.substring(VERSION.length());
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
