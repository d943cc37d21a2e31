package org.wardgate.enforcement.nft;

import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;
import org.wardgate.api.policy.FarEnds;
import org.wardgate.api.policy.Remote;

/**
 * Who is behind a far end, as the table has it now.
 *
 * @param localNetworks as configured
 * @param names addresses by name
 * @param groups placed devices
 * @param nanoTime the clock of the names
 */
record WardFarEnds(
    List<AddressRange> localNetworks, NameBook names, Groups groups, LongSupplier nanoTime)
    implements FarEnds {
  @Override
  public boolean contains(Remote remote, InetAddress address) {
    if (remote instanceof Remote.LocalNetworks) {
      return localNetworks.stream().anyMatch(range -> range.contains(address));
    }
    if (remote instanceof Remote.Name name) {
      return names.has(name.name(), address, nanoTime.getAsLong());
    }
    return groups.contains(remote, address); // a class of controllers is never a group
  }
}
