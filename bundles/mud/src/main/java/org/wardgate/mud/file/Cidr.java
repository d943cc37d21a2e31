package org.wardgate.mud.file;

import org.wardgate.api.Bytes;
import org.wardgate.api.policy.FlowRule.Family;

/**
 * An address range in canonical form: host bits zero, text as nft and RFC 5952 write it.
 *
 * @param family IPv4 or IPv6
 * @param network the first address, 4 or 16 bytes
 * @param lengthBits prefix length, 0 to 32 or 128
 */
public record Cidr(Family family, Bytes network, int lengthBits) {

  /** Whether it covers every address of its family. */
  public boolean everything() {
    return lengthBits == 0;
  }

  /** For example {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return AddressText.of(network.toArray()) + "/" + lengthBits;
  }
}
