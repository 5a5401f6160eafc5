package io.tocsin.dispatch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0.0.0.0",
        "0.1.2.3",
        "10.0.0.1",
        "10.255.255.255",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.0.1",
        "169.254.169.254",
        "169.254.170.2",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "192.168.255.255",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255"
      })
  void noAddressOfSpecialPurposeIsReachedHoweverItIsWritten(String v4) throws Exception {
    byte[] bytes = InetAddress.getAllByName(v4)[0].getAddress();
    String hex = String.format("%02x%02x:%02x%02x", bytes[0], bytes[1], bytes[2], bytes[3]);
    refused(v4);
    refused("::ffff:" + hex);
    refused("::" + hex);
    refused("64:ff9b::" + hex);
    refused("64:ff9b:1::" + hex);
    refused("2002:" + hex + "::1");
    refused("2a00:1450::5efe:" + hex);
    refused("2a00:1450::200:5efe:" + hex);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "::",
        "::1",
        "fc00::1",
        "fd00:ec2::254",
        "fdff::1",
        "fe80::1",
        "fe80::1%1",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "100::1",
        "2001::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "3fff::1",
        "4000::1",
        "5f00::1"
      })
  void norOneOfIpv6(String address) {
    refused(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.1.1.1",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.1.1.1",
        "128.0.0.1",
        "169.253.255.255",
        "169.255.0.0",
        "172.15.255.255",
        "172.32.0.0",
        "192.167.255.255",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "2606:4700:4700::1111",
        "2a00:1450:4001::200e",
        "64:ff9b::808:808",
        "2002:808:808::1"
      })
  void theOpenInternetIs(String address) throws UnknownHostException {
    InetAddress[] addresses = {InetAddress.getAllByName(address)[0]};
    assertArrayEquals(
        addresses, new AddressGuard(AllowedAddresses.NONE, host -> addresses).check("any.example"));
  }

  @Test
  void oneBadAddressAmongGoodOnesIsEnough() throws UnknownHostException {
    InetAddress good = InetAddress.getAllByName("1.1.1.1")[0];
    InetAddress bad = InetAddress.getAllByName("10.0.0.1")[0];
    for (InetAddress[] both : new InetAddress[][] {{good, bad}, {bad, good}}) {
      AddressGuard guard = new AddressGuard(AllowedAddresses.NONE, host -> both);
      assertThrows(AddressGuard.RefusedException.class, () -> guard.check("two.example"));
    }
  }

  @Test
  void whatIsAllowedByItsNameMayHaveAnyAddress() throws UnknownHostException {
    AllowedAddresses allowed = AllowedAddresses.parse("Hooks.Internal., other.example");
    InetAddress[] inside = {InetAddress.getAllByName("10.1.2.3")[0]};
    AddressGuard guard = new AddressGuard(allowed, host -> inside);
    assertArrayEquals(inside, guard.check("hooks.internal"));
    assertArrayEquals(inside, guard.check("HOOKS.internal."));
    assertThrows(AddressGuard.RefusedException.class, () -> guard.check("x.hooks.internal"));
    assertThrows(AddressGuard.RefusedException.class, () -> guard.check("10.1.2.3"));
  }

  @Test
  void whatIsAllowedByItsAddressMayHaveAnyName() throws UnknownHostException {
    AllowedAddresses allowed = AllowedAddresses.parse(" 10.1.0.0/16 ,, ::1,fd12::/16");
    for (String inside : new String[] {"10.1.2.3", "::ffff:10.1.2.3", "::1", "fd12::9"}) {
      InetAddress[] addresses = {InetAddress.getAllByName(inside)[0]};
      assertArrayEquals(addresses, new AddressGuard(allowed, host -> addresses).check("x.example"));
    }
    for (String outside : new String[] {"10.2.0.1", "127.0.0.1", "fd13::9"}) {
      InetAddress[] addresses = {InetAddress.getAllByName(outside)[0]};
      AddressGuard guard = new AddressGuard(allowed, host -> addresses);
      assertThrows(AddressGuard.RefusedException.class, () -> guard.check("x.example"), outside);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.0/33", "10.0.0", "http://x.example", "a b", "a..b/8", "-x", "é"})
  void whatIsNeitherIsNamedAsAMistake(String text) {
    String message =
        String.valueOf(
            assertThrows(
                    IllegalArgumentException.class,
                    () -> AllowedAddresses.parse("ok.example," + text))
                .getMessage());
    assertTrue(message.startsWith("TOCSIN_ALLOW_ADDRESSES must be"), message);
  }

  @Test
  void theRefusalNamesNoHostAndNoAddress() throws UnknownHostException {
    InetAddress[] inside = {InetAddress.getAllByName("10.1.2.3")[0]};
    AddressGuard guard = new AddressGuard(AllowedAddresses.NONE, host -> inside);
    String message =
        assertThrows(AddressGuard.RefusedException.class, () -> guard.check("s3cr3t")).toString();
    assertFalse(message.contains("s3cr3t") || message.contains("10.1.2.3"), message);
    assertEquals(AllowedAddresses.NONE, AllowedAddresses.parse(" , "));
  }

  private static void refused(String address) {
    AddressGuard guard =
        new AddressGuard(
            AllowedAddresses.NONE,
            host -> new InetAddress[] {InetAddress.getAllByName(address)[0]});
    assertThrows(AddressGuard.RefusedException.class, () -> guard.check("any.example"), address);
  }
}
