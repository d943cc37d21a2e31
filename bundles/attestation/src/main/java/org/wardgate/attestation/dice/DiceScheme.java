package org.wardgate.attestation.dice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.eat.EatClaims;
import org.wardgate.attestation.eat.EatToken;
import org.wardgate.attestation.eat.Submodules;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.CoseShape;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.Origin;
import org.wardgate.attestation.scheme.SchemeBinding;
import org.wardgate.attestation.scheme.SchemeFamily;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.crypto.cose.PublicKeys;

/**
 * Entity attestation tokens signed by the key of the last DICE layer. The certificates that come
 * with the token lead from it to a root of the device's manufacturer, and tell what every layer
 * loaded. Stateless.
 */
public final class DiceScheme implements EvidenceScheme {
  /** Its name. */
  public static final String NAME = "dice";

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
    return CoseShape.of(evidence.content()) == CoseShape.Kind.SIGNED_WITH_CHAIN;
  }

  @Override
  public VerifiedEvidence verify(Evidence evidence, VerificationContext context)
      throws RefusedException {
    EatToken token = EatToken.parse(evidence.content(), context.now());
    DiceChain chain = DiceChain.of(token.token().message(), evidence.device(), context);
    token.token().verify(chain.leafKey());
    token.requireNonce(evidence.nonce());
    // A UEID that the references know must be this device's, too.
    Optional<Attester> known =
        token.claims().ueid().flatMap(ueid -> Origin.known(ueid, evidence.device(), context));
    if (known.isPresent()) {
      Origin.builtInto(known.get(), evidence.device(), context);
    }
    return verified(token.claims(), chain, known, evidence, context);
  }

  private static VerifiedEvidence verified(
      EatClaims claims,
      DiceChain chain,
      Optional<Attester> known,
      Evidence evidence,
      VerificationContext context)
      throws RefusedException {
    List<MeasuredComponent> components = new ArrayList<>(chain.layers().components());
    components.addAll(claims.components());
    Map<String, FactValue> facts = new HashMap<>(claims.facts());
    facts.putAll(chain.layers().facts());
    facts.put("authentication", FactValue.of("certificates"));
    Observed told = claims.observed();
    Observed observed =
        new Observed(
            Components.sha256(components),
            "",
            told.version().isEmpty() ? Components.version(components) : told.version(),
            false,
            told.bootId(),
            told.bootCount(),
            told.batteryPercent(),
            told.uptimeSeconds());
    Optional<String> classId =
        chain.layers().classId().isPresent() ? chain.layers().classId() : claims.classId();
    Attester attester =
        new Attester(
            PublicKeys.spki(chain.leafKey()).sha256(),
            chain.manufacturerId(),
            chain.serial(),
            List.of(PublicKeys.spki(chain.leafKey())),
            chain.layers().endorsedClassId().or(() -> known.flatMap(Attester::classId)),
            chain.source());
    SchemeBinding.require(
        SchemeFamily.DICE, Optional.of(attester), classId, evidence.device(), context);
    return new VerifiedEvidence(
        NAME,
        Optional.of(attester),
        classId,
        components,
        facts,
        observed,
        Submodules.verify(claims, Optional.of(attester), false, evidence, context));
  }
}
