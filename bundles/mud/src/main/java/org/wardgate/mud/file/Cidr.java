package org.wardgate.mud.file;

import java.util.Arrays;
import java.util.Optional;
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

  /** What is in both; empty if that is nothing. Of two ranges one covers the other, or none. */
  public Optional<Cidr> intersect(Cidr other) {
    if (covers(other)) {
      return Optional.of(other);
    }
    return other.covers(this) ? Optional.of(this) : Optional.empty();
  }

  /** Whether every address of the other is in this one. */
  public boolean covers(Cidr other) {
    if (family != other.family || lengthBits > other.lengthBits) {
      return false;
    }
    byte[] ours = network.toArray();
    byte[] theirs = other.network.toArray();
    int whole = lengthBits / 8;
    if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
      return false;
    }
    int rest = lengthBits % 8;
    return rest == 0 || ((ours[whole] ^ theirs[whole]) & 0xff00 >> rest & 0xff) == 0;
  }

  /** For example {@code 10.0.0.0/8}. */
  @Override
  public String toString() {
    return AddressText.of(network.toArray()) + "/" + lengthBits;
  }
}
