package org.wardgate.attestation.eat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.scheme.CoseShape;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.Origin;
import org.wardgate.attestation.scheme.SchemeBinding;
import org.wardgate.attestation.scheme.SchemeFamily;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Entity attestation tokens (RFC 9711), signed with a key that a manufacturer endorsed for the
 * instance its UEID names. Stateless.
 */
public final class EatScheme implements EvidenceScheme {
  /** Its name. */
  public static final String NAME = "eat";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Integer> contentFormats() {
    return Set.of(ContentFormat.EAT_CWT);
  }

  @Override
  public boolean recognises(Evidence evidence) {
    CoseShape.Kind kind = CoseShape.of(evidence.content());
    // What is no COSE message at all is refused here, with the reason.
    return kind == CoseShape.Kind.SIGNED || kind == CoseShape.Kind.OTHER;
  }

  @Override
  public VerifiedEvidence verify(Evidence evidence, VerificationContext context)
      throws RefusedException {
    EatToken token = EatToken.parse(evidence.content(), context.now());
    if (!token.token().signed()) {
      throw new RefusedException(
          AttestationErrors.BAD_ALGORITHM, "not signed, but of a device known by a public key");
    }
    return verify(token, evidence, context, new AttestersSeen(), 0);
  }

  /** Verifies a token inside another, signed or with a code. */
  static VerifiedEvidence verify(
      Evidence evidence, VerificationContext context, AttestersSeen seen, int depth)
      throws RefusedException {
    return verify(
        EatToken.parse(evidence.content(), context.now()), evidence, context, seen, depth);
  }

  private static VerifiedEvidence verify(
      EatToken token, Evidence evidence, VerificationContext context, AttestersSeen seen, int depth)
      throws RefusedException {
    EatClaims claims = token.claims();
    Optional<Attester> attester;
    if (token.token().signed()) {
      Bytes ueid =
          claims
              .ueid()
              .orElseThrow(
                  () ->
                      new RefusedException(
                          AttestationErrors.MISSING_CLAIM, "claim " + EatLabels.UEID));
      attester = Optional.of(Origin.attester(ueid, evidence.device(), context));
      Origin.signature(attester.get(), context, token.token()::verify);
    } else {
      attester = Origin.authenticated(token.token(), claims.ueid(), evidence.device(), context);
    }
    token.requireNonce(evidence.nonce());
    if (attester.isPresent()) {
      Origin.builtInto(attester.get(), evidence.device(), context);
    }
    SchemeBinding.require(SchemeFamily.EAT, attester, claims.classId(), evidence.device(), context);
    seen.add(attester, !token.token().signed());
    return verified(
        NAME,
        claims,
        attester,
        token.token().signed() ? "signature" : "mac",
        Submodules.verify(claims, evidence, context, seen, depth));
  }

  /**
   * What authentic claims say.
   *
   * @param scheme that found them authentic
   * @param authentication how: {@code signature}, {@code mac} or {@code certificates}
   */
  public static VerifiedEvidence verified(
      String scheme,
      EatClaims claims,
      Optional<Attester> attester,
      String authentication,
      Map<String, VerifiedEvidence> submodules) {
    Map<String, FactValue> facts = new HashMap<>(claims.facts());
    facts.put("authentication", FactValue.of(authentication));
    return new VerifiedEvidence(
        scheme,
        attester,
        claims.classId(),
        claims.components(),
        facts,
        claims.observed(),
        submodules);
  }
}
