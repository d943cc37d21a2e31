package org.wardgate.attestation.profile;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.TrustClaim;

/**
 * The tier of one attesting environment, and why it is no better. Immutable.
 *
 * @param compared evidence and references
 * @param judgement the claims
 * @param required claims that must be affirmed
 * @param overdue facts that were not told for too long
 * @param profile that was applied
 */
record Outcome(
    Compared compared,
    Judgement judgement,
    Set<TrustClaim> required,
    Set<String> overdue,
    ProtectionProfile profile) {

  /** The worst claim's tier; affirming only if everything required is affirmed. */
  Tier tier() {
    Tier worst = Tier.AFFIRMING;
    for (TrustClaim claim : TrustClaim.values()) {
      int value = judgement.value(claim);
      if (value != TrustClaim.NO_CLAIM) {
        worst = Tiers.worse(worst, Tiers.of(value));
      }
    }
    boolean complete = missingClaims().isEmpty() && overdue.isEmpty();
    return complete ? worst : Tiers.worse(worst, Tier.NONE);
  }

  private Set<TrustClaim> missingClaims() {
    Set<TrustClaim> missing = new TreeSet<>();
    for (TrustClaim claim : required) {
      if (Tiers.of(judgement.value(claim)) != Tier.AFFIRMING) {
        missing.add(claim);
      }
    }
    return missing;
  }

  /** Why it is not affirming. */
  Optional<Problem> problem() {
    if (tier() == Tier.AFFIRMING) {
      return Optional.empty();
    }
    return Optional.of(comparison().or(this::lifecycle).orElseGet(this::rules));
  }

  private boolean affirmed(TrustClaim claim) {
    return Tiers.of(judgement.value(claim)) == Tier.AFFIRMING;
  }

  /** What the comparison with reference values explains. */
  private Optional<Problem> comparison() {
    if (compared.contradicted() && !affirmed(TrustClaim.HARDWARE)) {
      return problem(
          AttestationErrors.NO_REFERENCE,
          "it says " + compared.evidence().classId().orElse("") + ", endorsed is another");
    }
    if (affirmed(TrustClaim.EXECUTABLES)) {
      return Optional.empty();
    }
    if (compared.reference().isEmpty()) {
      return problem(
          AttestationErrors.NO_REFERENCE,
          compared.evidence().classId().orElse("the evidence names no class"));
    }
    if (!compared.comparable()) {
      return problem(
          AttestationErrors.NO_REFERENCE,
          compared.reference().get().source() + " has no components");
    }
    if (!compared.comparison().unknown().isEmpty()) {
      return problem(
          AttestationErrors.UNKNOWN_MEASUREMENT,
          compared.comparison().unknown().get(0) + ", compared with " + source());
    }
    if (!compared.comparison().missing().isEmpty()) {
      return problem(
          AttestationErrors.UNKNOWN_MEASUREMENT,
          "component '"
              + compared.comparison().missing().get(0)
              + "' was not measured, required by "
              + source());
    }
    return Optional.empty();
  }

  private String source() {
    return compared.reference().orElseThrow().source();
  }

  private Optional<Problem> lifecycle() {
    boolean opaque = affirmed(TrustClaim.RUNTIME_OPAQUE) && affirmed(TrustClaim.STORAGE_OPAQUE);
    boolean told = compared.facts().get(Facts.LIFECYCLE).isPresent();
    return told && !opaque && !compared.facts().isText(Facts.LIFECYCLE, Facts.SECURED)
        ? problem(
            AttestationErrors.INSECURE_LIFECYCLE,
            "it is " + Facts.show(compared.facts().get(Facts.LIFECYCLE).orElseThrow()))
        : Optional.empty();
  }

  /** What the profile alone explains. */
  private Problem rules() {
    Optional<Reason> worst = judgement.reasons().stream().findFirst();
    if (worst.isPresent() && Tiers.badness(Tiers.of(worst.get().value())) > 1) {
      return Problem.of(
          ProfileErrors.RULE_OBJECTS,
          profile.label() + " rule " + worst.get().rule() + ": " + worst.get().detail());
    }
    if (!overdue.isEmpty()) {
      return Problem.of(
          ProfileErrors.PROPERTY_OVERDUE, profile.label() + " wants " + new TreeSet<>(overdue));
    }
    if (!missingClaims().isEmpty()) {
      TrustClaim claim = missingClaims().iterator().next();
      String because =
          judgement.reasons().stream()
              .filter(reason -> reason.claim().equals(claim.claimName()))
              .findFirst()
              .map(reason -> ", rule " + reason.rule() + ": " + reason.detail())
              .orElse("");
      return Problem.of(
          ProfileErrors.CLAIM_MISSING, profile.label() + " wants " + claim.claimName() + because);
    }
    return Problem.of(
        ProfileErrors.CLAIM_MISSING,
        profile.label() + worst.map(reason -> " rule " + reason.rule()).orElse(""));
  }

  private static Optional<Problem> problem(ErrorCode code, String detail) {
    return Optional.of(Problem.of(code, detail));
  }
}
