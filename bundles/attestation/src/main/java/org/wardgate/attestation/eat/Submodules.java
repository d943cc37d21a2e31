package org.wardgate.attestation.eat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.psa.PsaScheme;
import org.wardgate.attestation.scheme.CoseShape;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Verifies the submodules of an authentic token. Claims inside it are vouched for by its signature;
 * a token inside it is verified with the key of its own attester, which must be built into the same
 * device, and must carry the same nonce. Stateless.
 */
public final class Submodules {
  private Submodules() {}

  /**
   * Verifies them all.
   *
   * @param claims of the token around them
   * @param evidence that the token came in
   * @param depth how many tokens are around these
   * @throws RefusedException if one of them is not as it must be
   */
  static Map<String, VerifiedEvidence> verify(
      EatClaims claims, Evidence evidence, VerificationContext context, int depth)
      throws RefusedException {
    Map<String, VerifiedEvidence> verified = new HashMap<>();
    for (Map.Entry<String, EatClaims.Submodule> entry : claims.submodules().entrySet()) {
      verified.put(entry.getKey(), one(entry.getKey(), entry.getValue(), evidence, context, depth));
    }
    return verified;
  }

  /** Verifies the submodules of a token that is itself authentic. */
  public static Map<String, VerifiedEvidence> verify(
      EatClaims claims, Evidence evidence, VerificationContext context) throws RefusedException {
    return verify(claims, evidence, context, 0);
  }

  private static VerifiedEvidence one(
      String name,
      EatClaims.Submodule submodule,
      Evidence evidence,
      VerificationContext context,
      int depth)
      throws RefusedException {
    if (submodule instanceof EatClaims.Submodule.Inner inner) {
      EatClaims claims = inner.claims();
      Map<String, FactValue> facts = new HashMap<>(claims.facts());
      facts.put("authentication", FactValue.of("surrounding"));
      return new VerifiedEvidence(
          EatScheme.NAME,
          Optional.empty(),
          claims.classId(),
          claims.components(),
          facts,
          claims.observed(),
          verify(claims, evidence, context, depth));
    }
    Bytes token = ((EatClaims.Submodule.Nested) submodule).token();
    try {
      return nested(name, token, evidence, context, depth + 1);
    } catch (RefusedException e) {
      throw new RefusedException(e.errorCode(), "submodule '" + name + "': " + e.detail(), e);
    }
  }

  private static VerifiedEvidence nested(
      String name, Bytes token, Evidence evidence, VerificationContext context, int depth)
      throws RefusedException {
    if (depth > SubmoduleReader.DEPTH_MAX) {
      throw SubmoduleReader.bad("tokens are nested deeper than " + SubmoduleReader.DEPTH_MAX);
    }
    if (CoseShape.of(token) == CoseShape.Kind.SIGNED_WITH_CHAIN) {
      throw SubmoduleReader.bad("'" + name + "' brings certificates of its own");
    }
    Evidence inner =
        new Evidence(token, ContentFormat.EAT_CWT, evidence.nonce(), evidence.device());
    return PsaScheme.looksLikeOne(token)
        ? new PsaScheme().verify(inner, context)
        : EatScheme.verify(inner, context, depth);
  }
}
