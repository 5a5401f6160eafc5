package io.tocsin.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.fuzz.Mangled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class AddressRangeFuzzTest {

  @Provide
  Arbitrary<String> ranges() {
    return Mangled.orChance(
        List.of("10.0.0.0/8", "192.0.2.1", "2001:db8::/32", "::ffff:10.1.2.3", "fe80::1/128"));
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.of(4, 16)
        .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length));
  }

  @Property(seed = "20261121")
  void anyTextIsARangeOrIsRefusedWithWhatToWrite(
      @ForAll("ranges") String text, @ForAll("ranges") String address) {
    try {
      AddressRange range = AddressRange.parse(text);
      assertEquals(range, AddressRange.parse(range.toString()));
      assertEquals(text, range.toString());
      range.contains(address);
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).contains("10.0.0.0/8"), e.getMessage());
    }
    assertFalse(AddressRange.site(address).isEmpty() && !address.isEmpty());
  }

  @Property(seed = "20261121")
  void aRangeHasExactlyTheAddressesThatBeginLikeIt(
      @ForAll("addresses") byte[] network, @ForAll @IntRange(max = 128) int bits, @ForAll int bit)
      throws UnknownHostException {
    int prefix = Math.min(bits, network.length * 8);
    AddressRange range = AddressRange.parse(text(network) + "/" + prefix);
    assertTrue(range.contains(text(network)));
    byte[] other = network.clone();
    int at = Math.floorMod(bit, network.length * 8);
    other[at / 8] ^= (byte) (0x80 >> (at % 8));
    assertEquals(at >= prefix, range.contains(text(other)), () -> range + " and bit " + at);
  }

  @Property(seed = "20261121")
  void theFirstHalfOfAnAddressOfTheNewKindIsItsSite(
      @ForAll @Size(16) byte[] address, @ForAll @Size(8) byte[] rest) throws UnknownHostException {
    byte[] neighbour = address.clone();
    System.arraycopy(rest, 0, neighbour, 8, 8);
    String one = text(address);
    if (one.contains(":") && text(neighbour).contains(":")) {
      assertEquals(AddressRange.site(one), AddressRange.site(text(neighbour)));
      assertEquals(AddressRange.site(one), AddressRange.site(one.toUpperCase(Locale.ROOT)));
    }
  }

  private static String text(byte[] address) throws UnknownHostException {
    return InetAddress.getByAddress(address).getHostAddress();
  }
}
