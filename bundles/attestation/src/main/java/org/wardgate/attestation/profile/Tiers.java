package org.wardgate.attestation.profile;

import org.wardgate.api.attestation.AttestationResult.Tier;

/** AR4SI tiers of claim values (draft-ietf-rats-ar4si §2.3.2). Stateless. */
public final class Tiers {
  private static final int NONE_MIN = -1;
  private static final int NONE_MAX = 1;
  private static final int AFFIRMING_MIN = -32;
  private static final int AFFIRMING_MAX = 31;
  private static final int WARNING_MIN = -96;
  private static final int WARNING_MAX = 95;

  private Tiers() {}

  /** The tier of a value. */
  public static Tier of(int value) {
    if (value >= NONE_MIN && value <= NONE_MAX) {
      return Tier.NONE;
    }
    if (value >= AFFIRMING_MIN && value <= AFFIRMING_MAX) {
      return Tier.AFFIRMING;
    }
    return value >= WARNING_MIN && value <= WARNING_MAX ? Tier.WARNING : Tier.CONTRAINDICATED;
  }

  /** How bad a tier is: 0 for affirming, 3 for contraindicated. */
  public static int badness(Tier tier) {
    return switch (tier) {
      case AFFIRMING -> 0;
      case NONE -> 1;
      case WARNING -> 2;
      case CONTRAINDICATED -> 3;
    };
  }

  /** Of two tiers the worse. */
  public static Tier worse(Tier one, Tier other) {
    return badness(one) >= badness(other) ? one : other;
  }

  /** Whether a value is worse than another: of a worse tier. */
  static boolean worse(int value, int other) {
    return badness(of(value)) > badness(of(other));
  }
}
