package org.wardgate.crypto.dice;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;

/**
 * One DiceTcbInfo (TCG DICE Attestation Architecture §6.1.1). Immutable.
 *
 * @param vendor of the component
 * @param model of the component
 * @param version of the component
 * @param svn its security version number
 * @param layer its place in the chain of layers
 * @param index among several of one layer
 * @param fwids digests of what was loaded
 * @param flags that are set
 * @param vendorInfo whatever the vendor likes
 * @param type of the component
 */
public record TcbInfo(
    Optional<String> vendor,
    Optional<String> model,
    Optional<String> version,
    OptionalLong svn,
    OptionalLong layer,
    OptionalLong index,
    List<Fwid> fwids,
    Set<Flag> flags,
    Optional<Bytes> vendorInfo,
    Optional<Bytes> type) {
  /** Copies the collections. */
  public TcbInfo {
    fwids = List.copyOf(fwids);
    flags = Set.copyOf(flags);
  }

  /**
   * A digest.
   *
   * @param algorithm IANA name of the hash: {@code sha-256}, {@code sha-384} or {@code sha-512}
   * @param digest as long as the hash
   */
  public record Fwid(String algorithm, Bytes digest) {}

  /** Operational flags. */
  public enum Flag {
    /** Not configured for use. */
    NOT_CONFIGURED(0x80),
    /** Not secure. */
    NOT_SECURE(0x40),
    /** Recovering. */
    RECOVERY(0x20),
    /** It can be debugged. */
    DEBUG(0x10);

    private final int mask;

    Flag(int mask) {
      this.mask = mask;
    }

    /** Its place in the first byte of the bit string. */
    int mask() {
      return mask;
    }
  }
}
