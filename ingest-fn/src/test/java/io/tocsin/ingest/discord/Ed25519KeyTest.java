package io.tocsin.ingest.discord;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 8032, section 7.1, and every way to write what it does not allow. */
class Ed25519KeyTest {
  private static final BigInteger P = BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19));
  private static final BigInteger ORDER =
      BigInteger.TWO.pow(252).add(new BigInteger("27742317777372353535851937790883648493"));

  private static final int MOST_BITS = 8;

  /** A vector; the message and the signature in hex. */
  record Vector(String name, String key, String message, String signature) {
    boolean verifies(byte[] signed) {
      return Ed25519Key.of(key).verifies(signed, hex(message));
    }

    byte[] bytes() {
      return hex(signature);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file = Ed25519KeyTest.class.getResourceAsStream("rfc8032-7.1.txt")) {
      List<String> lines =
          new String(file.readAllBytes(), StandardCharsets.US_ASCII).lines().toList();
      List<Vector> vectors = new ArrayList<>();
      for (int i = 0; i < lines.size(); i += 4) {
        vectors.add(new Vector(lines.get(i), lines.get(i + 1), lines.get(i + 2), lines.get(i + 3)));
      }
      assertEquals(5, vectors.size());
      return vectors.stream();
    }
  }

  private static byte[] hex(String text) {
    return HexFormat.of().parseHex(text);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void theVectorsVerify(Vector vector) {
    assertTrue(vector.verifies(vector.bytes()));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void noBitOfASignatureMayDiffer(Vector vector) {
    byte[] signature = vector.bytes();
    for (int i = 0; i < signature.length; i++) {
      signature[i] ^= (byte) (1 << (i % MOST_BITS));
      assertFalse(vector.verifies(signature), "byte " + i);
      signature[i] ^= (byte) (1 << (i % MOST_BITS));
    }
    assertTrue(vector.verifies(signature));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void anotherMessageOrKeyDoesNotVerify(Vector vector) {
    assertFalse(Ed25519Key.of(vector.key()).verifies(vector.bytes(), hex(vector.message() + "00")));
    String other = "3ccd241cffc9b3618044b97d036d8614593d8b017c340f1dee8773385517654b";
    assertFalse(Ed25519Key.of(other).verifies(vector.bytes(), hex(vector.message())));
  }

  /** S + L verifies by the equation alone, so anybody could write a second signature. */
  @ParameterizedTest
  @MethodSource("vectors")
  void aScalarThatIsNotReducedIsRefused(Vector vector) {
    BigInteger scalar = number(vector.signature().substring(64));
    BigInteger more = scalar.add(ORDER);
    for (int added = 1; more.bitLength() <= 256; added++) {
      assertFalse(
          vector.verifies(hex(vector.signature().substring(0, 64) + text(more))), "L * " + added);
      more = more.add(ORDER);
    }
    assertFalse(vector.verifies(hex(vector.signature().substring(0, 64) + text(ORDER))));
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void aSignatureHasSixtyFourBytes(Vector vector) {
    assertFalse(vector.verifies(new byte[0]));
    assertFalse(vector.verifies(new byte[64]));
    assertFalse(vector.verifies(hex(vector.signature() + "00")));
    assertFalse(vector.verifies(hex(vector.signature().substring(2))));
    assertFalse(vector.verifies(hex(vector.signature() + vector.signature())));
  }

  /** Points of R whose y is not reduced, or whose x is zero with a sign. */
  @Test
  void aPointIsWrittenInOneWay() {
    Vector vector =
        new Vector("", "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "", "");
    for (int y = 0; y < 19; y++) {
      for (BigInteger sign : List.of(BigInteger.ZERO, BigInteger.TWO.pow(255))) {
        String point = text(P.add(BigInteger.valueOf(y)).add(sign));
        assertFalse(vector.verifies(hex(point + text(BigInteger.ZERO))), "p + " + y);
        assertThrows(IllegalArgumentException.class, () -> Ed25519Key.of(point));
      }
    }
  }

  /**
   * Under a key of small order, R = the neutral point and S = 0 are a signature of every message,
   * or of one in eight; zeros, as somebody may write for "not yet known", are such a key.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000000000000000000000000000000000000000000000000000000000000000",
        "0000000000000000000000000000000000000000000000000000000000000080",
        "0100000000000000000000000000000000000000000000000000000000000000",
        "0100000000000000000000000000000000000000000000000000000000000080",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
        "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa"
      })
  void aKeyOfSmallOrderIsRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> Ed25519Key.of(key));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "d75a98",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f70751",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00",
        "z75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        // Not on the curve: x^2 would be no square.
        "0200000000000000000000000000000000000000000000000000000000000000"
      })
  void whatIsNoKeyIsRefused(String key) {
    assertThrows(IllegalArgumentException.class, () -> Ed25519Key.of(key));
  }

  @Test
  void aboutHalfOfAllNumbersAreOnTheCurve() {
    long keys =
        IntStream.range(3, 203)
            .mapToObj(y -> text(BigInteger.valueOf(y)))
            .filter(Ed25519KeyTest::isKey)
            .count();
    assertTrue(keys > 70 && keys < 130, keys + " of 200");
  }

  private static boolean isKey(String text) {
    try {
      return !Ed25519Key.of(text).verifies(new byte[64], new byte[0]);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static BigInteger number(String littleEndian) {
    return new BigInteger(1, turned(hex(littleEndian)));
  }

  private static String text(BigInteger number) {
    byte[] bytes = new byte[32];
    BigInteger left = number;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = left.byteValue();
      left = left.shiftRight(MOST_BITS);
    }
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] turned(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return turned;
  }
}
