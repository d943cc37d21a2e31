package org.wardgate.attestation.eat;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;

/**
 * Whose tokens one piece of evidence holds. An attester speaks once: otherwise the main processor
 * could stand for a secure element with a second token of its own. For one use, by one thread.
 */
final class AttestersSeen {
  private final Set<Bytes> instances = new HashSet<>();
  private final Set<Bytes> keys = new HashSet<>();
  private boolean coded;

  /**
   * One more.
   *
   * @param attester of the token; empty if only the device's secret vouches for it
   * @param withCode whether that secret authenticates it, of which a device has one
   * @throws RefusedException {@code WG-ATT-0030} if it was there before
   */
  void add(Optional<Attester> attester, boolean withCode) throws RefusedException {
    boolean again = withCode && coded;
    coded |= withCode;
    if (attester.isPresent()) {
      again |= !instances.add(attester.get().instance());
      for (Bytes key : new HashSet<>(attester.get().publicKeysSpki())) {
        again |= !keys.add(key);
      }
    }
    if (again) {
      throw SubmoduleReader.bad("an attester has two tokens in it");
    }
  }
}
