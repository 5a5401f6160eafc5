package io.tocsin.dispatch;

import io.tocsin.keys.AddressRange;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a guarded request may reach although it is not on the open internet, because the operator
 * said so by name: {@code TOCSIN_ALLOW_ADDRESSES}.
 *
 * @param hosts in lower case; each may have any address
 * @param ranges each may have any name
 */
record AllowedAddresses(Set<String> hosts, List<AddressRange> ranges) {
  static final AllowedAddresses NONE = new AllowedAddresses(Set.of(), List.of());

  private static final Pattern HOST =
      Pattern.compile("(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_-]+)*");

  /** What can only be meant as an address: digits and dots, or with a colon or a slash in it. */
  private static final Pattern RANGE = Pattern.compile("[0-9.]+|.*[:/].*");

  AllowedAddresses {
    hosts = Set.copyOf(hosts);
    ranges = List.copyOf(ranges);
  }

  /**
   * Reads the setting: host names, addresses and ranges, separated by commas.
   *
   * @throws IllegalArgumentException naming the setting, and what it may be
   */
  static AllowedAddresses parse(String text) {
    Set<String> hosts = new HashSet<>();
    List<AddressRange> ranges = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      String entry = name(part.strip());
      if (RANGE.matcher(entry).matches()) {
        ranges.add(range(entry));
      } else if (HOST.matcher(entry).matches()) {
        hosts.add(entry);
      } else if (!entry.isEmpty()) {
        throw wrong();
      }
    }
    return new AllowedAddresses(hosts, ranges);
  }

  boolean allows(String host, InetAddress address) {
    return hosts.contains(name(host))
        || ranges.stream().anyMatch(range -> range.contains(PublicAddress.text(address)));
  }

  private static String name(String host) {
    String lower = host.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static AddressRange range(String entry) {
    try {
      return AddressRange.parse(entry);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException(
        "TOCSIN_ALLOW_ADDRESSES must be names of hosts and ranges of addresses, separated by"
            + " commas, such as hooks.internal,10.1.0.0/16");
  }
}
