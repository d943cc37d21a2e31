package org.wardgate.attestation.psa;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * The claims of a PSA attestation token (RFC 9783 §4), well-formed but only as true as the
 * signature over them. Immutable.
 *
 * @param profile its name
 * @param nonce the challenge it answers: 32, 48 or 64 bytes
 * @param instanceId the UEID: 33 bytes, the first is 1
 * @param implementationId identity of the immutable root of trust: 32 bytes
 * @param clientId who asked for the token: negative outside, positive inside the secure world
 * @param lifecycle of the root of trust
 * @param bootSeed random for each boot: 8 to 32 bytes
 * @param certificationReference of the implementation, {@code EAN-13 - 5 digits}
 * @param components measured software; empty only in the older profile
 * @param verificationService hint where to verify
 */
public record PsaClaims(
    String profile,
    Bytes nonce,
    Bytes instanceId,
    Bytes implementationId,
    long clientId,
    Lifecycle lifecycle,
    Optional<Bytes> bootSeed,
    Optional<String> certificationReference,
    List<Component> components,
    Optional<String> verificationService) {
  /** Copies the list. */
  public PsaClaims {
    components = List.copyOf(components);
  }

  /**
   * One measured component (RFC 9783 §4.4.1).
   *
   * @param type its role, for example {@code BL}; empty if not given
   * @param measurement digest of its image: 32, 48 or 64 bytes
   * @param version for people; empty if not given
   * @param signerId digest of its signer's key: 32, 48 or 64 bytes
   */
  public record Component(String type, Bytes measurement, String version, Bytes signerId) {}
}
