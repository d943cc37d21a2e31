package org.wardgate.attestation.eat;

/** Labels of claims, as registered with IANA for RFC 8392 and RFC 9711. */
final class EatLabels {
  static final long EXPIRY = 4;
  static final long NOT_BEFORE = 5;
  static final long ISSUED_AT = 6;
  static final long NONCE = 10;
  static final long UEID = 256;
  static final long OEM_ID = 258;
  static final long HARDWARE_MODEL = 259;
  static final long HARDWARE_VERSION = 260;
  static final long UPTIME = 261;
  static final long OEM_BOOT = 262;
  static final long DEBUG_STATUS = 263;
  static final long PROFILE = 265;
  static final long SUBMODULES = 266;
  static final long BOOT_COUNT = 267;
  static final long BOOT_SEED = 268;
  static final long DLOAS = 269;
  static final long SOFTWARE_NAME = 270;
  static final long SOFTWARE_VERSION = 271;
  static final long MEASUREMENTS = 273;
  static final long MEASUREMENT_RESULTS = 274;
  static final long INTENDED_USE = 275;

  private EatLabels() {}
}
