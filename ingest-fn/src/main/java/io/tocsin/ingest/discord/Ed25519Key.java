package io.tocsin.ingest.discord;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A public key that verifies Ed25519 signatures (RFC 8032), with the JDK's own arithmetic.
 *
 * <p>There is one way to write a signature: numbers that are not reduced are refused, as a scalar
 * of the group's order or more, or a coordinate of the field's. A key of small order, zeros for
 * one, is refused as well: it takes signatures that nobody made.
 */
public final class Ed25519Key {
  private static final int LENGTH = 32;
  private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{64}");

  private static final BigInteger ONE = BigInteger.ONE;

  /** The field's prime, 2^255 - 19. */
  private static final BigInteger P = ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));

  /** The group's order. */
  private static final BigInteger ORDER =
      ONE.shiftLeft(252).add(new BigInteger("27742317777372353535851937790883648493"));

  /** The curve's d: -121665/121666. */
  private static final BigInteger D =
      BigInteger.valueOf(-121_665).multiply(BigInteger.valueOf(121_666).modInverse(P)).mod(P);

  private final PublicKey key;

  private Ed25519Key(PublicKey key) {
    this.key = key;
  }

  /**
   * Reads a key.
   *
   * @param hex 64 hex digits, as Discord shows it
   * @throws IllegalArgumentException when it is no key that could verify anything
   */
  public static Ed25519Key of(String hex) {
    if (!HEX.matcher(hex).matches()) {
      throw new IllegalArgumentException("must be 64 hex digits");
    }
    byte[] bytes = HexFormat.of().parseHex(hex);
    BigInteger y = y(bytes);
    if (!isWritten(bytes) || !isOnCurve(y) || isOfSmallOrder(y)) {
      throw new IllegalArgumentException("must be a public key of Ed25519, and is none");
    }
    try {
      EdECPoint point = new EdECPoint(isOdd(bytes), y);
      return new Ed25519Key(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new EdECPublicKeySpec(NamedParameterSpec.ED25519, point)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK since 15 has Ed25519", e);
    }
  }

  /**
   * Whether the key's owner signed the message.
   *
   * @param signature 64 bytes; of any other length it is no signature
   */
  public boolean verifies(byte[] signature, byte[] message) {
    if (signature.length != 2 * LENGTH
        || !isWritten(Arrays.copyOf(signature, LENGTH))
        || number(Arrays.copyOfRange(signature, LENGTH, 2 * LENGTH)).compareTo(ORDER) >= 0) {
      return false;
    }
    try {
      Signature verifier = Signature.getInstance("Ed25519");
      verifier.initVerify(key);
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      // The JDK's word for a point that is none.
      return false;
    }
  }

  /** Whether a point is written as the only way there is; what it says may be no point. */
  private static boolean isWritten(byte[] point) {
    BigInteger y = y(point);
    boolean xIsZero = y.equals(ONE) || y.equals(P.subtract(ONE));
    return y.compareTo(P) < 0 && !(xIsZero && isOdd(point));
  }

  /** Whether x^2 = (y^2 - 1) / (d y^2 + 1) has a root. */
  private static boolean isOnCurve(BigInteger y) {
    BigInteger square = y.multiply(y);
    BigInteger under = D.multiply(square).add(ONE).mod(P);
    BigInteger x2 = square.subtract(ONE).multiply(under.modInverse(P)).mod(P);
    return x2.signum() == 0 || x2.modPow(P.subtract(ONE).shiftRight(1), P).equals(ONE);
  }

  /**
   * Whether eight times the point is the neutral one. Doubling three times by y alone: with y for
   * every coordinate, 2y = (y^2 + x^2) / (2 + x^2 - y^2), where x^2 follows from y.
   */
  private static boolean isOfSmallOrder(BigInteger y) {
    BigInteger at = y;
    for (int doubled = 0; doubled < 3; doubled++) {
      BigInteger y2 = at.multiply(at).mod(P);
      BigInteger x2 =
          y2.subtract(ONE).multiply(D.multiply(y2).add(ONE).mod(P).modInverse(P)).mod(P);
      BigInteger under = BigInteger.TWO.add(x2).subtract(y2).mod(P);
      at = y2.add(x2).multiply(under.modInverse(P)).mod(P);
    }
    return at.equals(ONE);
  }

  private static boolean isOdd(byte[] point) {
    return point[LENGTH - 1] < 0;
  }

  private static BigInteger y(byte[] point) {
    return number(point).clearBit(255);
  }

  /** The least byte comes first. */
  private static BigInteger number(byte[] bytes) {
    byte[] turned = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      turned[i] = bytes[bytes.length - 1 - i];
    }
    return new BigInteger(1, turned);
  }
}
