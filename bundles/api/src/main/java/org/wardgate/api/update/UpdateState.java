package org.wardgate.api.update;

/** How far an update has come. */
public enum UpdateState {
  /** Its signature is good; its package has not arrived whole. */
  EXPECTED,
  /** Signature, content, version, expiry and resolution are good. */
  VERIFIED,
  /** Waits for people to approve it. */
  HELD,
  /** Handed to the installer. */
  STAGED,
  /** Its bundles are being put in place. */
  INSTALLING,
  /** It runs, and is watched before it counts. */
  ON_PROBATION,
  /** It counts, also after a restart. */
  COMMITTED,
  /** It did not become or stay healthy: the set before it runs again. */
  PUT_BACK,
  /** It was not acceptable. */
  REFUSED,
  /** A person decided against it. */
  DISMISSED
}
