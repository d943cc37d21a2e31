package org.wardgate.attestation.psa;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.attestation.scheme.Components;
import org.wardgate.attestation.scheme.CoseToken;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.Origin;
import org.wardgate.attestation.scheme.RuntimeClaims;
import org.wardgate.attestation.scheme.SchemeBinding;
import org.wardgate.attestation.scheme.SchemeFamily;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;

/**
 * PSA attestation tokens of both profiles: signed with a key that a manufacturer endorsed for the
 * instance, or authenticated with the device's own evidence key. Stateless.
 */
public final class PsaScheme implements EvidenceScheme {
  /** Its name. */
  public static final String NAME = "psa";

  /** application/eat+cwt with the profile of RFC 9783 as its parameter. */
  public static final int EAT_CWT_PSA_TFM = 10_003;

  /** The same with the older profile. */
  public static final int EAT_CWT_PSA_LEGACY = 10_004;

  private static final String TFM_AUTHORITY = "tag:psacertified.org,";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Set<Integer> contentFormats() {
    return Set.of(ContentFormat.EAT_CWT, EAT_CWT_PSA_TFM, EAT_CWT_PSA_LEGACY);
  }

  @Override
  public boolean recognises(Evidence evidence) {
    if (evidence.contentFormat() != ContentFormat.EAT_CWT) {
      return true;
    }
    return looksLikeOne(evidence.content());
  }

  /** Whether a token's own claims, not those of a token inside it, are of one of the profiles. */
  public static boolean looksLikeOne(Bytes token) {
    try {
      // Tag 61 is not allowed around PSA tokens, which is said when one is verified.
      return claims(CoseToken.parse(CoseToken.withoutCwtTag(token)).claims());
    } catch (RefusedException e) {
      // Whoever reads it next refuses it for the same reason.
      return false;
    }
  }

  /** Whether claims are those of a PSA token of either profile. */
  public static boolean claims(CborMap claims) {
    Optional<CborValue> profile = claims.get(PsaLabels.TFM.profile());
    if (profile.isPresent()) {
      return profile.get() instanceof CborText name
          && (name.value().startsWith(TFM_AUTHORITY)
              || name.value().equals(PsaLabels.LEGACY.profileName()));
    }
    return claims.get(PsaLabels.LEGACY.profile()).isPresent()
        || claims.get(PsaLabels.LEGACY.nonce()).isPresent();
  }

  @Override
  public VerifiedEvidence verify(Evidence evidence, VerificationContext context)
      throws RefusedException {
    // 1. Form and limits. The claims are not believed yet; the instance id only finds the key.
    CoseToken token = CoseToken.parse(evidence.content());
    PsaClaims claims = PsaClaimsReader.read(token.claims());
    Optional<Attester> attester = Optional.empty();
    if (token.signed()) {
      // 2. The signature, with a key the manufacturer endorsed for this instance.
      attester = Optional.of(Origin.attester(claims.instanceId(), evidence.device(), context));
      Origin.signature(attester.get(), context, token::verify);
    } else {
      // or the code, with the secret of the device that the session authenticated.
      attester =
          Origin.authenticated(token, Optional.of(claims.instanceId()), evidence.device(), context);
    }
    // 3. Freshness, inside what was signed.
    Origin.fresh(claims.nonce(), evidence.nonce());
    // 4. The instance must be built into the device that the session authenticated.
    if (attester.isPresent()) {
      Origin.builtInto(attester.get(), evidence.device(), context);
    }
    VerifiedEvidence verified = verified(token, claims, attester);
    SchemeBinding.require(
        SchemeFamily.PSA, attester, verified.classId(), evidence.device(), context);
    return verified;
  }

  private static VerifiedEvidence verified(
      CoseToken token, PsaClaims claims, Optional<Attester> attester) throws RefusedException {
    RuntimeClaims runtime = RuntimeClaims.read(token.claims());
    List<MeasuredComponent> components =
        runtime.with(SoftwareComponents.measured(claims.components()));
    Observed observed =
        new Observed(
            Components.sha256(components),
            "",
            Components.version(components),
            false,
            claims.bootSeed().map(Bytes::hex).orElse(""),
            OptionalLong.empty(),
            runtime.batteryPercent(),
            OptionalLong.empty());
    return new VerifiedEvidence(
        NAME,
        attester,
        Optional.of("impl:" + claims.implementationId().hex()),
        components,
        facts(token, claims, runtime),
        observed,
        Map.of());
  }

  private static Map<String, FactValue> facts(
      CoseToken token, PsaClaims claims, RuntimeClaims runtime) {
    Map<String, FactValue> facts = new HashMap<>(runtime.facts());
    facts.put("profile", FactValue.of(claims.profile()));
    facts.put("authentication", FactValue.of(token.signed() ? "signature" : "mac"));
    facts.put("ueid", FactValue.of(claims.instanceId()));
    facts.put("implementation-id", FactValue.of(claims.implementationId()));
    facts.put("client-id", FactValue.of(claims.clientId()));
    facts.put("lifecycle", FactValue.of(claims.lifecycle().factName()));
    claims.bootSeed().ifPresent(seed -> facts.put("boot-seed", FactValue.of(seed)));
    claims
        .certificationReference()
        .ifPresent(text -> facts.put("certification-reference", FactValue.of(text)));
    return facts;
  }
}
