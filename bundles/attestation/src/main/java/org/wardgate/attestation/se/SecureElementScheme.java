package org.wardgate.attestation.se;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.eat.EatScheme;
import org.wardgate.attestation.eat.EatToken;
import org.wardgate.attestation.eat.Submodules;
import org.wardgate.attestation.scheme.CoseShape;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.Origin;
import org.wardgate.attestation.scheme.SchemeBinding;
import org.wardgate.attestation.scheme.SchemeFamily;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Entity attestation tokens that a secure element authenticates as COSE_Mac0, HMAC 256/256, with
 * the evidence key of the device that the session authenticated. A public key is never used as a
 * secret: the key comes from the hospital's inventory of keys alone. Stateless.
 */
public final class SecureElementScheme implements EvidenceScheme {
  /** Its name. */
  public static final String NAME = "se";

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
    return CoseShape.of(evidence.content()) == CoseShape.Kind.AUTHENTICATED;
  }

  @Override
  public VerifiedEvidence verify(Evidence evidence, VerificationContext context)
      throws RefusedException {
    EatToken token = EatToken.parse(evidence.content(), context.now());
    if (token.token().signed()) {
      throw new RefusedException(AttestationErrors.BAD_ALGORITHM, "signed, not authenticated");
    }
    Optional<Attester> attester =
        Origin.authenticated(token.token(), token.claims().ueid(), evidence.device(), context);
    token.requireNonce(evidence.nonce());
    if (attester.isPresent()) {
      Origin.builtInto(attester.get(), evidence.device(), context);
    }
    SchemeBinding.require(
        SchemeFamily.EAT, attester, token.claims().classId(), evidence.device(), context);
    return EatScheme.verified(
        NAME,
        token.claims(),
        attester,
        "mac",
        Submodules.verify(token.claims(), attester, true, evidence, context));
  }
}
