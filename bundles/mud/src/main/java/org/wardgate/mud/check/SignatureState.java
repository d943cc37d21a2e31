package org.wardgate.mud.check;

/** What is known about a file's signature. */
public enum SignatureState {
  /** No signature was given. */
  UNSIGNED,
  /** Signed by a trusted signer that speaks for the MUD URL's authority. */
  SIGNED,
  /** A signature was given and is refused. */
  BADLY_SIGNED
}
