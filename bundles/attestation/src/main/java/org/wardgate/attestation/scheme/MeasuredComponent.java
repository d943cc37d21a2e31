package org.wardgate.attestation.scheme;

import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * One measured component. Immutable.
 *
 * @param name its role as measured, in the form of {@link
 *     org.wardgate.api.attestation.reference.ReferenceComponent#name}; empty if not told
 * @param signerId digest of the key that signed its image
 * @param digests by IANA name of the hash, for example {@code sha-256}
 * @param version for people; empty if not told
 * @param runtime whether it was measured while running, not at boot
 */
public record MeasuredComponent(
    String name,
    Optional<Bytes> signerId,
    Map<String, Bytes> digests,
    String version,
    boolean runtime) {
  /** Copies the map. */
  public MeasuredComponent {
    digests = Map.copyOf(digests);
  }
}
