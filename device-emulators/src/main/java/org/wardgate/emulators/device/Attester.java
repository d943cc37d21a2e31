package org.wardgate.emulators.device;

import org.wardgate.api.Bytes;

/** Answers challenges. */
interface Attester {
  /** The evidence for a nonce; not always honest. */
  Bytes evidence(Bytes nonce);
}
