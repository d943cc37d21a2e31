package org.wardgate.decision.state;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * MUD URLs that somebody with a hardware address claims in DHCP. Bounded: anybody can send DHCP.
 * Not thread-safe: one thread owns it.
 */
final class UrlClaims {
  /** Most claims kept; the oldest gives way. */
  static final int CLAIMS_MAX_COUNT = 1_024;

  private final Map<String, String> byMac = new LinkedHashMap<>();

  Optional<String> of(String mac) {
    return Optional.ofNullable(byMac.get(mac));
  }

  /** Sets a claim and tells how to undo it; a claim that gave way for it does not come back. */
  Outcome set(Outcome.ClaimIs claim) {
    Optional<String> old = Optional.ofNullable(byMac.remove(claim.mac()));
    claim.mudUrl().ifPresent(url -> byMac.put(claim.mac(), url));
    if (byMac.size() > CLAIMS_MAX_COUNT) {
      byMac.remove(byMac.keySet().iterator().next());
    }
    return new Outcome.ClaimIs(claim.mac(), old);
  }
}
