package org.wardgate.attestation.eat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.Attester;
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
 * device, must not be one that a token around it or beside it came from, and must carry the same
 * nonce. Stateless.
 */
public final class Submodules {
  private Submodules() {}

  /**
   * Verifies them all.
   *
   * @param claims of the token around them
   * @param evidence that the token came in
   * @param seen whose tokens were verified
   * @param depth how many tokens are around these
   * @throws RefusedException if one of them is not as it must be
   */
  static Map<String, VerifiedEvidence> verify(
      EatClaims claims,
      Evidence evidence,
      VerificationContext context,
      AttestersSeen seen,
      int depth)
      throws RefusedException {
    Map<String, VerifiedEvidence> verified = new HashMap<>();
    for (Map.Entry<String, EatClaims.Submodule> entry : claims.submodules().entrySet()) {
      verified.put(
          entry.getKey(), one(entry.getKey(), entry.getValue(), evidence, context, seen, depth));
    }
    return verified;
  }

  /**
   * Verifies the submodules of a token that is itself authentic.
   *
   * @param attester whose token it is
   * @param coded whether it has a code in place of a signature
   */
  public static Map<String, VerifiedEvidence> verify(
      EatClaims claims,
      Optional<Attester> attester,
      boolean coded,
      Evidence evidence,
      VerificationContext context)
      throws RefusedException {
    AttestersSeen seen = new AttestersSeen();
    seen.add(attester, coded);
    return verify(claims, evidence, context, seen, 0);
  }

  private static VerifiedEvidence one(
      String name,
      EatClaims.Submodule submodule,
      Evidence evidence,
      VerificationContext context,
      AttestersSeen seen,
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
          verify(claims, evidence, context, seen, depth));
    }
    Bytes token = ((EatClaims.Submodule.Nested) submodule).token();
    try {
      return nested(name, token, evidence, context, seen, depth + 1);
    } catch (RefusedException e) {
      throw new RefusedException(e.errorCode(), "submodule '" + name + "': " + e.detail(), e);
    }
  }

  private static VerifiedEvidence nested(
      String name,
      Bytes token,
      Evidence evidence,
      VerificationContext context,
      AttestersSeen seen,
      int depth)
      throws RefusedException {
    if (depth > SubmoduleReader.DEPTH_MAX) {
      throw SubmoduleReader.bad("tokens are nested deeper than " + SubmoduleReader.DEPTH_MAX);
    }
    if (CoseShape.of(token) == CoseShape.Kind.SIGNED_WITH_CHAIN) {
      throw SubmoduleReader.bad("'" + name + "' brings certificates of its own");
    }
    Evidence inner =
        new Evidence(token, ContentFormat.EAT_CWT, evidence.nonce(), evidence.device());
    if (!PsaScheme.looksLikeOne(token)) {
      return EatScheme.verify(inner, context, seen, depth);
    }
    VerifiedEvidence psa = new PsaScheme().verify(inner, context);
    seen.add(psa.attester(), CoseShape.of(token) == CoseShape.Kind.AUTHENTICATED);
    return psa;
  }
}
