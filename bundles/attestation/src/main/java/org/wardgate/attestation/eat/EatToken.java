package org.wardgate.attestation.eat;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.psa.PsaScheme;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.Origin;

/**
 * An entity attestation token: well-formed, its claims readable, its signature <em>not yet</em>
 * verified. Immutable.
 *
 * @param token the COSE message around the claims
 * @param claims what it says
 */
public record EatToken(CoseToken token, EatClaims claims) {
  /** RFC 9783: client id, security lifecycle and implementation id are of PSA tokens alone. */
  private static final long[] PSA_LABELS = {2394, 2395, 2396};

  /**
   * Parses.
   *
   * @param now for its claims of validity
   * @throws RefusedException as {@link CoseToken#parse} and {@link EatReader#read}; {@code
   *     WG-ATT-0014} for a PSA token, which is not judged by fewer rules than its own
   */
  public static EatToken parse(Bytes encoded, Instant now) throws RefusedException {
    CoseToken token = CoseToken.parse(CoseToken.withoutCwtTag(encoded));
    for (long label : PSA_LABELS) {
      if (token.claims().get(label).isPresent()
          && token.claims().get(EatLabels.PROFILE).isEmpty()) {
        // Without it, a PSA token could leave out what its profile demands.
        throw new RefusedException(AttestationErrors.MISSING_CLAIM, "claim " + EatLabels.PROFILE);
      }
    }
    EatClaims claims = new EatReader(now).read(token.claims());
    if (PsaScheme.claims(token.claims())) {
      throw new RefusedException(
          AttestationErrors.WRONG_PROFILE, "a PSA token, which is judged by stricter rules");
    }
    return new EatToken(token, claims);
  }

  /**
   * Requires the nonce of the challenge, and no other beside it.
   *
   * @throws RefusedException {@code WG-ATT-0012} without any nonce, {@code -0007} with another
   */
  public void requireNonce(Bytes nonce) throws RefusedException {
    if (claims.nonces().isEmpty()) {
      throw new RefusedException(AttestationErrors.MISSING_CLAIM, "claim " + EatLabels.NONCE);
    }
    for (Bytes carried : claims.nonces()) {
      Origin.fresh(carried, nonce);
    }
  }
}
