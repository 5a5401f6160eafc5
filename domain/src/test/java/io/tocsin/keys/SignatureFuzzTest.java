package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.fuzz.Mangled;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** The signature over whatever is signed with whatever secret. */
class SignatureFuzzTest {

  @Provide
  Arbitrary<String> texts() {
    // Half a character has no bytes of its own: it is signed as a question mark.
    return Arbitraries.strings()
        .all()
        .excludeChars(halves())
        .ofMinLength(1)
        .ofMaxLength(40)
        // Trailing zeros are what HMAC pads a key with anyhow.
        .filter(text -> !text.endsWith("\0"));
  }

  @Provide
  Arbitrary<String> headers() {
    return Mangled.orChance(
        List.of("8cb2c3355fca388e9ac2caec004f4d5d7045d74937ab5faad61dc11682247a9f"));
  }

  private static char[] halves() {
    char[] halves = new char[Character.MAX_SURROGATE - Character.MIN_SURROGATE + 1];
    for (int i = 0; i < halves.length; i++) {
      halves[i] = (char) (Character.MIN_SURROGATE + i);
    }
    return halves;
  }

  private static boolean matches(byte[] signature, String secret, String timestamp, byte[] body) {
    return Signature.matches(signature, List.of(Secret.of(secret)), timestamp, body);
  }

  /** Flips one bit; which one is any number. */
  private static byte[] flipped(byte[] bytes, int any) {
    byte[] other = bytes.clone();
    int bit = Math.floorMod(any, bytes.length * 8);
    other[bit / 8] ^= (byte) (1 << (bit % 8));
    return other;
  }

  @Property(seed = "20261121")
  void whatWasSignedIsFoundAmongAllSecrets(
      @ForAll("texts") String secret, @ForAll("texts") String timestamp, @ForAll byte[] body) {
    byte[] signature = Signature.sign(Secret.of(secret), timestamp, body);
    assertEquals(Signature.LENGTH, signature.length);
    List<Secret> secrets = List.of(Secret.of("another"), Secret.of(secret), Secret.of("a third"));
    assertTrue(Signature.matches(signature, secrets, timestamp, body));
    assertFalse(Signature.matches(signature, List.of(), timestamp, body));
    assertFalse(Signature.matches(signature, List.of(Secret.of(secret + "x")), timestamp, body));
  }

  @Property(seed = "20261121")
  void oneChangedBitOfTheBodyIsFound(
      @ForAll("texts") String secret, @ForAll @NotEmpty byte[] body, @ForAll int bit) {
    byte[] signature = Signature.sign(Secret.of(secret), "1700000000", body);
    assertFalse(matches(signature, secret, "1700000000", flipped(body, bit)));
  }

  @Property(seed = "20261121")
  void oneChangedBitOfTheTimestampIsFound(@ForAll byte[] body, @ForAll int bit) {
    String timestamp = "1700000000";
    byte[] signature = Signature.sign(Secret.of("s"), timestamp, body);
    // Of ASCII, seven bits are characters as well.
    byte[] changed = timestamp.getBytes(StandardCharsets.ISO_8859_1);
    int at = Math.floorMod(bit, changed.length * 7);
    changed[at / 7] ^= (byte) (1 << (at % 7));
    assertFalse(matches(signature, "s", new String(changed, StandardCharsets.ISO_8859_1), body));
  }

  @Property(seed = "20261121")
  void oneChangedBitOfTheSignatureIsFound(@ForAll byte[] body, @ForAll int bit) {
    byte[] signature = Signature.sign(Secret.of("s"), "1700000000", body);
    assertFalse(matches(flipped(signature, bit), "s", "1700000000", body));
  }

  @Property(seed = "20261121")
  void oneChangedBitOfTheSecretIsFound(@ForAll byte[] body, @ForAll int bit) {
    byte[] secret = "test-secret".getBytes(StandardCharsets.ISO_8859_1);
    byte[] signature = Signature.sign(Secret.of("test-secret"), "1700000000", body);
    String other = new String(flipped(secret, bit), StandardCharsets.ISO_8859_1);
    assertFalse(matches(signature, other, "1700000000", body));
  }

  @Property(seed = "20261121")
  void aSignatureOfAnotherLengthIsNone(@ForAll @Size(max = 100) byte[] signature) {
    if (signature.length != Signature.LENGTH) {
      assertFalse(matches(signature, "s", "1", new byte[0]));
    }
  }

  @Property(seed = "20261121")
  void hexComesBackInEitherCase(@ForAll @Size(32) byte[] signature) {
    String hex = Signature.hex(signature);
    assertArrayEquals(signature, Signature.decode(hex).orElseThrow());
    assertArrayEquals(signature, Signature.decode(hex.toUpperCase(Locale.ROOT)).orElseThrow());
  }

  @Property(seed = "20261121")
  void anyHeaderIsThirtyTwoBytesOrNone(@ForAll("headers") String header) {
    Optional<byte[]> bytes = Signature.decode(header);
    assertEquals(header.matches("[0-9a-fA-F]{64}"), bytes.isPresent());
    bytes.ifPresent(
        decoded -> assertEquals(header.toLowerCase(Locale.ROOT), Signature.hex(decoded)));
  }
}
