package io.tocsin.keys;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A range of IPv4 or IPv6 addresses in CIDR notation (RFC 4632, RFC 4291). An address without a
 * prefix length is a range of one. IPv4-mapped IPv6 addresses count as the IPv4 address they carry.
 */
public final class AddressRange {
  private static final String BYTE = "(?:25[0-5]|2[0-4][0-9]|[01]?[0-9]{1,2})";

  /**
   * What is an address, or with its colon can be nothing else. The JDK takes any other text for a
   * name and looks it up, {@code 256.1.1.1} and {@code .::1} too.
   */
  private static final Pattern LITERAL =
      Pattern.compile(BYTE + "(?:\\." + BYTE + "){3}|[0-9a-fA-F]*:[0-9a-fA-F:.]*");

  private static final int IPV6_BYTES = 16;

  private final byte[] network;
  private final int prefix;
  private final String text;

  private AddressRange(byte[] network, int prefix, String text) {
    this.network = network;
    this.prefix = prefix;
    this.text = text;
  }

  /**
   * Reads a range such as {@code 10.0.0.0/8} or {@code 2001:db8::/32}.
   *
   * @throws IllegalArgumentException when it is not one; the message says what is expected
   */
  public static AddressRange parse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    byte[] network =
        literal(address).orElseThrow(() -> new IllegalArgumentException(expected(text)));
    int bits = network.length * 8;
    int prefix = slash < 0 ? bits : length(text.substring(slash + 1), bits, text);
    return new AddressRange(network, prefix, text);
  }

  /**
   * Where an address is, so far as one who changes it stays there: an IPv6 address's first 64 bits,
   * since whoever has one has all those; anything else is as it is.
   */
  public static String site(String address) {
    return literal(address)
        .filter(bytes -> bytes.length == IPV6_BYTES)
        .map(bytes -> HexFormat.ofDelimiter(":").formatHex(bytes, 0, IPV6_BYTES / 2) + "::/64")
        .orElse(address);
  }

  /** Whether the literal address lies in the range; false for anything that is not an address. */
  public boolean contains(String address) {
    return literal(address).map(this::covers).orElse(false);
  }

  private boolean covers(byte[] address) {
    if (address.length != network.length) {
      return false;
    }
    for (int bit = 0; bit < prefix; bit++) {
      int mask = 0x80 >> (bit % 8);
      if ((address[bit / 8] & mask) != (network[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }

  private static Optional<byte[]> literal(String text) {
    if (!LITERAL.matcher(text).matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text).getAddress());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  private static int length(String digits, int most, String text) {
    if (!digits.matches("[0-9]{1,3}") || Integer.parseInt(digits) > most) {
      throw new IllegalArgumentException(expected(text));
    }
    return Integer.parseInt(digits);
  }

  private static String expected(String text) {
    return "'" + text + "' is not an address range; write one like 10.0.0.0/8 or 2001:db8::/32";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range && range.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }
}
