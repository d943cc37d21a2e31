package org.wardgate.references.corim;

import java.util.List;

/**
 * An attest-key triple.
 *
 * @param environment whose keys they are
 * @param keys of the attester, or certificates that its keys chain to
 * @param conditional whether it counts under conditions only, which nothing here checks
 */
public record KeyTriple(Environment environment, List<CryptoKey> keys, boolean conditional) {
  /** Copies the list. */
  public KeyTriple {
    keys = List.copyOf(keys);
  }
}
