package io.tocsin.dispatch;

import io.tocsin.keys.AddressRange;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether an address is one of the open internet, by IANA's registries of special-purpose addresses
 * (RFC 6890). What carries an IPv4 address inside is as good as the address it carries.
 */
final class PublicAddress {
  private static final List<AddressRange> SPECIAL_V4 =
      ranges(
          "0.0.0.0/8", // this network
          "10.0.0.0/8", // private
          "100.64.0.0/10", // carrier-grade NAT
          "127.0.0.0/8", // loopback
          "169.254.0.0/16", // link-local; metadata services
          "172.16.0.0/12", // private
          "192.0.0.0/24", // protocol assignments
          "192.0.2.0/24", // documentation
          "192.88.99.0/24", // 6to4 relays
          "192.168.0.0/16", // private
          "198.18.0.0/15", // benchmarks
          "198.51.100.0/24", // documentation
          "203.0.113.0/24", // documentation
          "224.0.0.0/4", // multicast
          "240.0.0.0/4"); // reserved; broadcast

  /**
   * All that is given out. Outside: loopback, unique local (fd00:ec2::254), link-local, v4-in-v6.
   */
  private static final AddressRange GIVEN_OUT_V6 = AddressRange.parse("2000::/3");

  private static final List<AddressRange> SPECIAL_V6 =
      ranges(
          "2001::/23", // protocol assignments; Teredo
          "2001:db8::/32", // documentation
          "3fff::/20"); // documentation

  /** A network without IPv4 reaches IPv4 by these. */
  private static final AddressRange NAT64 = AddressRange.parse("64:ff9b::/96");

  private static final AddressRange SIX_TO_FOUR = AddressRange.parse("2002::/16");

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    String text = text(address);
    if (address instanceof Inet4Address) {
      return SPECIAL_V4.stream().noneMatch(range -> range.contains(text));
    }
    boolean reachable = GIVEN_OUT_V6.contains(text) || NAT64.contains(text);
    return reachable
        && SPECIAL_V6.stream().noneMatch(range -> range.contains(text))
        && carried(address, text).map(PublicAddress::is).orElse(true);
  }

  /** As an {@link AddressRange} reads it: without the interface that a link-local one names. */
  static String text(InetAddress address) {
    return address.getHostAddress().replaceFirst("%.*", "");
  }

  /** The IPv4 address inside one of IPv6. */
  private static Optional<InetAddress> carried(InetAddress address, String text) {
    byte[] bytes = address.getAddress();
    // ISATAP (RFC 5214) marks its last half so, the first bit but one being of no account.
    boolean isatap =
        (bytes[8] & ~2) == 0 && bytes[9] == 0 && bytes[10] == 0x5e && bytes[11] == (byte) 0xfe;
    if (NAT64.contains(text) || isatap) {
      return Optional.of(v4(bytes, 12));
    }
    return SIX_TO_FOUR.contains(text) ? Optional.of(v4(bytes, 2)) : Optional.empty();
  }

  private static InetAddress v4(byte[] bytes, int at) {
    try {
      return InetAddress.getByAddress(Arrays.copyOfRange(bytes, at, at + 4));
    } catch (UnknownHostException e) {
      throw new IllegalStateException("four bytes are an address", e);
    }
  }

  private static List<AddressRange> ranges(String... texts) {
    return Stream.of(texts).map(AddressRange::parse).toList();
  }
}
