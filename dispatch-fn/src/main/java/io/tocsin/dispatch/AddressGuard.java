package io.tocsin.dispatch;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Looks a host's addresses up and lets them pass only when every one of them may be reached. What
 * it gives is what must be connected to, without looking the name up again: the next answer could
 * be another one.
 */
final class AddressGuard {
  private final AllowedAddresses allowed;
  private final Resolver resolver;

  AddressGuard(AllowedAddresses allowed, Resolver resolver) {
    this.allowed = allowed;
    this.resolver = resolver;
  }

  /** Looks names up, as {@link InetAddress#getAllByName}. */
  interface Resolver {
    InetAddress[] resolve(String host) throws UnknownHostException;
  }

  /** The host has an address that must not be reached. */
  static final class RefusedException extends UnknownHostException {
    private static final long serialVersionUID = 1L;

    RefusedException() {
      super("an address that is not of the open internet, and not in TOCSIN_ALLOW_ADDRESSES");
    }
  }

  /** The addresses of the host, all of them allowed. */
  InetAddress[] check(String host) throws UnknownHostException {
    InetAddress[] addresses = resolver.resolve(host);
    for (InetAddress address : addresses) {
      // One bad address is enough: which of them is used would be left to chance.
      if (!PublicAddress.is(address) && !allowed.allows(host, address)) {
        throw new RefusedException();
      }
    }
    return addresses;
  }
}
