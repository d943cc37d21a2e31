package org.wardgate.references.set;

/** How much one set, and all together, may hold. */
public final class SetLimits {
  /** Most classes of one set. */
  public static final int CLASSES_MAX_COUNT = 10_000;

  /** Most released images of all components of one class. */
  public static final int COMPONENTS_MAX_COUNT = 4_096;

  /** Most attestation keys of one attester. */
  public static final int KEYS_MAX_COUNT = 4;

  /** Most roots of attestation certificates in one set. */
  public static final int ANCHORS_MAX_COUNT = 64;

  /** Most reference values and attestation keys of all sets. */
  public static final int VALUES_MAX_COUNT = 2_000_000;

  /** Most reference values and attestation keys of all sets of one manufacturer. */
  public static final int VALUES_OF_MANUFACTURER_MAX_COUNT = 1_000_000;

  /** Most sets in force; they are numbered with 16 bits. */
  public static final int SETS_MAX_COUNT = 65_000;

  private SetLimits() {}
}
