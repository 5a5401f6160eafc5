package io.tocsin.aws.kms;

import io.tocsin.keys.Sealer;
import io.tocsin.keys.Secret;
import java.util.Base64;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.IncorrectKeyException;
import software.amazon.awssdk.services.kms.model.InvalidCiphertextException;

/**
 * Seals with a symmetric key of AWS KMS, which never leaves it, under the encryption context {@code
 * tocsin:key = ID}: so CloudTrail shows which API key was opened, and a policy can ask for it. One
 * call each time; secrets of up to 4,096 bytes.
 *
 * <p>When KMS cannot be reached or refuses, the SDK's exceptions come through.
 *
 * @param key the key's id, ARN or alias; a secret sealed with another does not open
 * @see <a href="https://docs.aws.amazon.com/kms/latest/APIReference/API_Encrypt.html">Encrypt</a>
 */
public record KmsSealer(KmsClient client, String key) implements Sealer {
  /** What the context is called, in policies too. */
  public static final String CONTEXT = "tocsin:key";

  /** Says how it was sealed, so that another way can be told from it. */
  private static final String VERSION = "kms1.";

  /** Whether it was sealed in this way. */
  public static boolean isSealed(String cipher) {
    return cipher.startsWith(VERSION);
  }

  @Override
  public String seal(Secret secret, String context) {
    SdkBytes sealed =
        client
            .encrypt(
                encrypt ->
                    encrypt
                        .keyId(key)
                        .encryptionContext(Map.of(CONTEXT, context))
                        .plaintext(SdkBytes.fromUtf8String(secret.reveal())))
            .ciphertextBlob();
    return VERSION + Base64.getUrlEncoder().withoutPadding().encodeToString(sealed.asByteArray());
  }

  @Override
  public Secret open(String cipher, String context) {
    try {
      return Secret.of(
          client
              .decrypt(
                  decrypt ->
                      decrypt
                          .keyId(key)
                          .encryptionContext(Map.of(CONTEXT, context))
                          .ciphertextBlob(SdkBytes.fromByteArray(bytes(cipher))))
              .plaintext()
              .asUtf8String());
    } catch (InvalidCiphertextException | IncorrectKeyException | IllegalArgumentException e) {
      throw new IllegalStateException(
          "a sealed secret does not open: another key of KMS, another context, or damaged", e);
    }
  }

  private static byte[] bytes(String cipher) {
    byte[] bytes =
        isSealed(cipher)
            ? Base64.getUrlDecoder().decode(cipher.substring(VERSION.length()))
            : new byte[0];
    if (bytes.length == 0) {
      throw new IllegalStateException("the secret is sealed in a way that is not known here");
    }
    return bytes;
  }
}
