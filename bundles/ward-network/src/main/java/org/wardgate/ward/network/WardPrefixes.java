package org.wardgate.ward.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;

/** The networks on the ward's interface, as they are now. Immutable. */
final class WardPrefixes {
  private record Prefix(InetAddress own, int bits) {
    boolean contains(InetAddress address) {
      byte[] mine = own.getAddress();
      byte[] other = address.getAddress();
      if (mine.length != other.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((mine[bit / 8] & mask) != (other[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  private final List<Prefix> prefixes;

  private WardPrefixes(List<Prefix> prefixes) {
    this.prefixes = List.copyOf(prefixes);
  }

  /** Those of an interface; none if it is not there. */
  static WardPrefixes of(String wardInterface) throws IOException {
    List<Prefix> prefixes = new ArrayList<>();
    NetworkInterface ward = NetworkInterface.getByName(wardInterface);
    if (ward != null) {
      ward.getInterfaceAddresses()
          .forEach(own -> prefixes.add(new Prefix(own.getAddress(), own.getNetworkPrefixLength())));
    }
    return new WardPrefixes(prefixes);
  }

  /** For one network. */
  static WardPrefixes of(InetAddress own, int bits) {
    return new WardPrefixes(List.of(new Prefix(own, bits)));
  }

  /** Both together. */
  WardPrefixes and(WardPrefixes other) {
    List<Prefix> both = new ArrayList<>(prefixes);
    both.addAll(other.prefixes);
    return new WardPrefixes(both);
  }

  /** Whether the address belongs to a network of the ward. */
  boolean contains(InetAddress address) {
    return prefixes.stream().anyMatch(prefix -> prefix.contains(address));
  }

  /**
   * Whether a device of the ward may have the address: unicast, not local to the link, not ours.
   */
  boolean ofDevice(InetAddress address) {
    return contains(address)
        && !address.isLinkLocalAddress()
        && !address.isMulticastAddress()
        && !address.isLoopbackAddress()
        && !address.isAnyLocalAddress()
        && prefixes.stream().noneMatch(prefix -> prefix.own().equals(address));
  }
}
