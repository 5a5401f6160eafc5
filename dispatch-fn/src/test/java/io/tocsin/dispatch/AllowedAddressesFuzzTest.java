package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tocsin.fuzz.Mangled;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class AllowedAddressesFuzzTest {

  @Provide
  Arbitrary<String> settings() {
    return Mangled.orChance(List.of("hooks.internal,10.1.0.0/16", "2001:db8::/32, [::1], a.b."));
  }

  @Provide
  Arbitrary<byte[]> addresses() {
    return Arbitraries.of(4, 16)
        .flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length));
  }

  @Property(seed = "20261121")
  void anySettingIsReadOrRefusedByItsName(
      @ForAll("settings") String text, @ForAll("addresses") byte[] address)
      throws UnknownHostException {
    try {
      AllowedAddresses allowed = AllowedAddresses.parse(text);
      allowed.allows("any.example", InetAddress.getByAddress(address));
      allowed.hosts().forEach(host -> assertTrue(allowed.allows(host, localhost())));
    } catch (IllegalArgumentException e) {
      assertTrue(String.valueOf(e.getMessage()).startsWith("TOCSIN_ALLOW_ADDRESSES must be"));
    }
  }

  @Property(seed = "20261121")
  void nothingIsAllowedThatNobodyNamed(@ForAll("addresses") byte[] address)
      throws UnknownHostException {
    AllowedAddresses allowed = AllowedAddresses.parse("hooks.internal,10.1.0.0/16");
    boolean named = address.length == 4 && address[0] == 10 && address[1] == 1;
    if (address.length == 4) {
      assertEquals(named, allowed.allows("a.example", InetAddress.getByAddress(address)));
    }
    assertFalse(AllowedAddresses.NONE.allows("a.example", InetAddress.getByAddress(address)));
  }

  private static InetAddress localhost() {
    return InetAddress.getLoopbackAddress();
  }
}
