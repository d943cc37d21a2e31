package org.wardgate.attestation.psa;

import java.util.regex.Pattern;

/**
 * The labels of one profile, and where its rules differ.
 *
 * @param profileName the value of its profile claim
 * @param profileRequired whether that claim must be there
 * @param bootSeedMinBytes shortest boot seed; the longest is 32
 * @param bootSeedRequired whether there must be one
 * @param certification form of the certification reference
 */
record PsaLabels(
    String profileName,
    boolean profileRequired,
    long profile,
    long nonce,
    long instanceId,
    long implementationId,
    long clientId,
    long lifecycle,
    long bootSeed,
    long certificationReference,
    long components,
    long noMeasurements,
    long verificationService,
    int bootSeedMinBytes,
    boolean bootSeedRequired,
    Pattern certification) {
  /** No label: claims of other profiles are not looked for under it. */
  private static final long NONE = Long.MIN_VALUE;

  /** RFC 9783 §5.2. */
  static final PsaLabels TFM =
      new PsaLabels(
          "tag:psacertified.org,2023:psa#tfm",
          true,
          265,
          10,
          256,
          2396,
          2394,
          2395,
          268,
          2398,
          2399,
          NONE,
          2400,
          8,
          false,
          Pattern.compile("[0-9]{13}-[0-9]{5}"));

  /** RFC 9783 §4.6: what devices made before it say. */
  static final PsaLabels LEGACY =
      new PsaLabels(
          "PSA_IOT_PROFILE_1",
          false,
          -75_000,
          -75_008,
          -75_009,
          -75_003,
          -75_001,
          -75_002,
          -75_004,
          -75_005,
          -75_006,
          -75_007,
          -75_010,
          32,
          true,
          Pattern.compile("[0-9]{13}(-[0-9]{5})?"));
}
