package org.wardgate.attestation.scheme;

/**
 * The eight claims of an AR4SI trustworthiness vector (draft-ietf-rats-ar4si §2.3), and the values
 * that are given here. 0 is no claim; 1 to 31 other than 1 affirm; 32 to 95 warn; from 96 on the
 * claim is contraindicated.
 */
public enum TrustClaim {
  /** Whether the attester is the one it says. */
  INSTANCE_IDENTITY("instance-identity"),
  /** Configuration. */
  CONFIGURATION("configuration"),
  /** What was loaded and runs. */
  EXECUTABLES("executables"),
  /** Files. */
  FILE_SYSTEM("file-system"),
  /** Hardware and the firmware that comes with it. */
  HARDWARE("hardware"),
  /** Whether others can look into memory. */
  RUNTIME_OPAQUE("runtime-opaque"),
  /** Whether others can look into storage. */
  STORAGE_OPAQUE("storage-opaque"),
  /** What the attester takes from elsewhere. */
  SOURCED_DATA("sourced-data");

  /** No claim is made. */
  public static final int NO_CLAIM = 0;

  /** The evidence has elements the verifier cannot make sense of; neither good nor bad. */
  public static final int UNEXPECTED_EVIDENCE = 1;

  /** Affirmed without reservation. */
  public static final int AFFIRMED = 2;

  /** Executables: approved ones were loaded at boot; what came later is not said. */
  public static final int APPROVED_BOOT = 3;

  /** Contraindicated. */
  public static final int CONTRAINDICATED = 96;

  /** Instance identity or hardware: not the one it says, or not recognised. */
  public static final int UNRECOGNISED = 97;

  /** A cryptographic check failed. */
  public static final int CRYPTO_FAILED = 99;

  private final String claimName;

  TrustClaim(String claimName) {
    this.claimName = claimName;
  }

  /** The registered name. */
  public String claimName() {
    return claimName;
  }
}
