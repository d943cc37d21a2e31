package org.wardgate.mud.file;

import java.util.List;
import java.util.Optional;

/**
 * What a packet must have for an entry to decide about it; everything present must hold. With
 * nothing present every packet matches (RFC 8519).
 *
 * @param eth second layer
 * @param ip third layer
 * @param transport fourth layer
 * @param mud what RFC 8520 adds
 * @param tlsProfiles RFC 9761, in words; a packet filter does not see what they are about
 * @param others nodes of RFC 8519 that this gateway knows of and cannot match, such as {@code
 *     ipv4/dscp}
 */
public record Matches(
    Optional<EthMatch> eth,
    Optional<IpMatch> ip,
    Optional<TransportMatch> transport,
    Optional<MudMatch> mud,
    List<String> tlsProfiles,
    List<String> others) {
  /** Copies the lists. */
  public Matches {
    tlsProfiles = List.copyOf(tlsProfiles);
    others = List.copyOf(others);
  }
}
