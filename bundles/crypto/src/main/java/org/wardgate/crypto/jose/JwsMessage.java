package org.wardgate.crypto.jose;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * A JWS in compact form, taken apart but <em>not verified</em>: give it to {@link Jws#verify(
 * JwsMessage, java.security.PublicKey)} before believing any of it. Immutable.
 *
 * @param type {@code typ} of its header, empty if absent
 * @param contentType {@code cty} of its header, empty if absent
 * @param keyId {@code kid}: a hint which key to try, nothing more
 * @param certificates {@code x5c}, the signer's first; none is trusted for being there
 * @param payload decoded
 * @param signingInput what is signed (RFC 7515 §5.1), ASCII
 * @param signature r and s, 64 bytes
 */
public record JwsMessage(
    String type,
    String contentType,
    Optional<String> keyId,
    List<X509Certificate> certificates,
    Bytes payload,
    String signingInput,
    Bytes signature) {
  /** Copies the list. */
  public JwsMessage {
    certificates = List.copyOf(certificates);
  }
}
