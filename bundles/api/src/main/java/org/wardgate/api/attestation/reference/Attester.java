package org.wardgate.api.attestation.reference;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * An endorser's word for one attester.
 *
 * @param instance its identity
 * @param manufacturerId whose signer said so
 * @param serial of the device it is built into, as in its IDevID: binds the attester to the device
 *     that the session authenticated
 * @param publicKeysSpki its attestation keys, DER SubjectPublicKeyInfo; at most 4
 * @param classId of its class, if it was said; else the evidence's counts
 * @param source who said so, for people: {@code id v3}
 */
public record Attester(
    Bytes instance,
    String manufacturerId,
    String serial,
    List<Bytes> publicKeysSpki,
    Optional<String> classId,
    String source) {
  /** Copies the list. */
  public Attester {
    publicKeysSpki = List.copyOf(publicKeysSpki);
  }
}
