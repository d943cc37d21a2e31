package org.wardgate.references.set;

import java.util.Set;
import org.wardgate.api.attestation.reference.ReferenceErrors;
import org.wardgate.api.error.RefusedException;

/** CoRIM profiles that are understood here. Stateless. */
public final class Profiles {
  /** What this project writes: draft-fdb-rats-psa-endorsements. */
  public static final String PSA = "tag:arm.com,2025:psa#1.0.0";

  private static final Set<String> PSA_PROFILES =
      Set.of(PSA, "http://arm.com/psa/iot/1", "tag:psacertified.org,2023:psa#tfm");

  private Profiles() {}

  static boolean isPsa(String profile) {
    return PSA_PROFILES.contains(profile);
  }

  /**
   * draft-ietf-rats-corim §4.1: a manifest with an unknown profile is refused.
   *
   * @throws RefusedException {@code WG-REF-0008}
   */
  public static void requireKnown(String profile) throws RefusedException {
    if (!profile.isEmpty() && !PSA_PROFILES.contains(profile)) {
      throw new RefusedException(ReferenceErrors.UNKNOWN_PROFILE, profile);
    }
  }
}
