package org.wardgate.attestation.ear;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.profile.Tiers;
import org.wardgate.attestation.scheme.TrustClaim;

/** What holds of a result in every encoding. Stateless. */
final class EarCheck {
  /** Largest result, in bytes. */
  static final int SIZE_MAX_BYTES = 64 * 1024;

  /** Most parts. */
  static final int PARTS_MAX_COUNT = 64;

  /** Most policy ids of a part. */
  static final int POLICIES_MAX_COUNT = 16;

  /** Longest text, in characters. */
  static final int TEXT_MAX_CHARS = 1_024;

  /** In the order of their numbers (draft-ietf-rats-ar4si §3.3). */
  static final List<TrustClaim> CLAIMS = List.of(TrustClaim.values());

  private static final Map<String, Tier> TIERS =
      Map.of(
          "none", Tier.NONE,
          "affirming", Tier.AFFIRMING,
          "warning", Tier.WARNING,
          "contraindicated", Tier.CONTRAINDICATED);
  private static final Map<String, TrustClaim> CLAIMS_BY_NAME = claimsByName();

  private EarCheck() {}

  private static Map<String, TrustClaim> claimsByName() {
    Map<String, TrustClaim> claims = new HashMap<>();
    CLAIMS.forEach(claim -> claims.put(claim.claimName(), claim));
    return Map.copyOf(claims);
  }

  static RefusedException refused(String detail) {
    return new RefusedException(ProfileErrors.BAD_RESULT, detail);
  }

  static Tier tier(String name) throws RefusedException {
    Tier tier = TIERS.get(name);
    if (tier == null) {
      throw refused("no trust tier '" + name + "'");
    }
    return tier;
  }

  static Tier tier(long number) throws RefusedException {
    for (Tier tier : Tier.values()) {
      if (tier.value() == number) {
        return tier;
      }
    }
    throw refused("no trust tier " + number);
  }

  static void claim(String name) throws RefusedException {
    if (!CLAIMS_BY_NAME.containsKey(name)) {
      throw refused("no trustworthiness claim '" + name + "'");
    }
  }

  static int value(long value) throws RefusedException {
    if (value < Byte.MIN_VALUE || value > Byte.MAX_VALUE) {
      throw refused("trustworthiness value " + value);
    }
    return (int) value;
  }

  /** A status that is better than what it stands on would deceive whoever reads it alone. */
  static Ear.Part part(
      Tier status, Map<String, Integer> vector, List<String> policyIds, Ear.Details details)
      throws RefusedException {
    for (Map.Entry<String, Integer> claim : vector.entrySet()) {
      Tier tier = Tiers.of(claim.getValue());
      if (tier != Tier.NONE && Tiers.badness(tier) > Tiers.badness(status)) {
        throw refused(
            "status " + status + " although " + claim.getKey() + " is " + claim.getValue());
      }
    }
    return new Ear.Part(status, vector, policyIds, details);
  }

  /**
   * Nothing is affirming without these claims. A part of a part, {@code TPM/modem}, may lack them:
   * what it is part of has them.
   */
  static Map<String, Ear.Part> parts(Map<String, Ear.Part> parts) throws RefusedException {
    for (Map.Entry<String, Ear.Part> part : parts.entrySet()) {
      int slash = part.getKey().indexOf('/');
      boolean inner = slash > 0 && parts.containsKey(part.getKey().substring(0, slash));
      if (!inner && part.getValue().status() == Tier.AFFIRMING) {
        requireClaims(part.getKey(), part.getValue());
      }
    }
    return parts;
  }

  private static void requireClaims(String name, Ear.Part part) throws RefusedException {
    for (TrustClaim claim : CLAIMS) {
      int value = part.vector().getOrDefault(claim.claimName(), 0);
      if (ProtectionProfile.ALWAYS_REQUIRED.contains(claim) && Tiers.of(value) != Tier.AFFIRMING) {
        throw refused(name + " is affirming although " + claim.claimName() + " is " + value);
      }
    }
  }
}
