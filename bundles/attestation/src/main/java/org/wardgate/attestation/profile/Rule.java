package org.wardgate.attestation.profile;

import java.util.Map;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * One rule of a profile. Immutable.
 *
 * @param id unique in its list
 * @param when it speaks
 * @param set AR4SI claims and their values, −128 to 127
 * @param because for people, one line
 */
record Rule(String id, Condition when, Map<TrustClaim, Integer> set, String because) {
  /** Copies the map. */
  Rule {
    set = Map.copyOf(set);
  }
}
