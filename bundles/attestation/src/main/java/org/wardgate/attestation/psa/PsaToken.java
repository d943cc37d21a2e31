package org.wardgate.attestation.psa;

import java.security.PublicKey;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.Origin;

/**
 * A PSA attestation token (RFC 9783 §5): well-formed, its claims readable, its signature <em>not
 * yet</em> verified. Immutable.
 *
 * @param token the COSE message around it
 * @param claims what it says
 */
public record PsaToken(CoseToken token, PsaClaims claims) {
  /** Largest token, in bytes. */
  public static final int SIZE_MAX_BYTES = CoseToken.SIZE_MAX_BYTES;

  /**
   * Parses. RFC 9783 §5.1: definite lengths, tagged, non-preferred integers allowed.
   *
   * @throws RefusedException {@code WG-ATT-0001} to {@code -0005}, {@code -0012} to {@code -0014},
   *     {@code -0022} or {@code -0023}
   */
  public static PsaToken parse(Bytes encoded) throws RefusedException {
    CoseToken token = CoseToken.parse(encoded);
    return new PsaToken(token, PsaClaimsReader.read(token.claims()));
  }

  /** Verifies a signed token, as {@link CoseToken#verify(PublicKey)}. */
  public void verify(PublicKey key) throws RefusedException {
    token.verify(key);
  }

  /** Verifies an authenticated token, as {@link CoseToken#verify(Bytes)}. */
  public void verify(Bytes secretKey) throws RefusedException {
    token.verify(secretKey);
  }

  /** Compares the nonce inside the signed payload, in constant time. */
  public void requireNonce(Bytes nonce) throws RefusedException {
    Origin.fresh(claims.nonce(), nonce);
  }
}
