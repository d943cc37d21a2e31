package org.wardgate.attestation.profile;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.References;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Evidence beside what is said of its class, with the facts that follow. Immutable.
 *
 * @param evidence what the attester tells
 * @param reference what its manufacturer tells of its class; empty if nothing
 * @param contradicted whether the evidence claims another class than its endorsement
 * @param comparison of the components
 * @param facts told and found
 */
record Compared(
    VerifiedEvidence evidence,
    Optional<ReferenceClass> reference,
    boolean contradicted,
    Comparison comparison,
    Facts facts) {

  /** Looks the class up and compares. */
  static Compared of(
      VerifiedEvidence evidence, References references, Optional<String> manufacturerId) {
    Optional<String> endorsed = evidence.attester().flatMap(Attester::classId);
    boolean contradicted =
        endorsed.isPresent()
            && evidence.classId().isPresent()
            && !endorsed.equals(evidence.classId());
    Optional<String> speaker =
        evidence.attester().map(Attester::manufacturerId).or(() -> manufacturerId);
    Optional<ReferenceClass> found =
        endorsed
            .or(evidence::classId)
            .flatMap(id -> classOf(id, references, speaker))
            .filter(reference -> speaksFor(reference, evidence.attester(), manufacturerId));
    Comparison comparison =
        Comparison.of(
            evidence.components(), found.map(ReferenceClass::components).orElse(List.of()));
    return new Compared(
        evidence,
        found,
        contradicted,
        comparison,
        facts(evidence, found, contradicted, comparison));
  }

  /** Other makers may use the same class id. */
  private static Optional<ReferenceClass> classOf(
      String id, References references, Optional<String> speaker) {
    return speaker.isPresent()
        ? references.referenceClass(speaker.get(), id)
        : references.referenceClass(id);
  }

  /** The same manufacturer must stand behind device, attester and reference values. */
  private static boolean speaksFor(
      ReferenceClass reference, Optional<Attester> attester, Optional<String> manufacturerId) {
    String speaker = reference.manufacturerId();
    return attester.map(Attester::manufacturerId).orElse(speaker).equals(speaker)
        && manufacturerId.orElse(speaker).equals(speaker);
  }

  /** Whether there is anything to compare with. */
  boolean comparable() {
    return reference.isPresent() && !reference.get().components().isEmpty() && !contradicted;
  }

  /** What the evidence told, with the model's name and whether something newer is released. */
  Observed observed() {
    Observed told = evidence.observed();
    return new Observed(
        told.measurementsSha256(),
        reference.map(of -> of.vendor() + "/" + of.model()).orElse(""),
        told.version(),
        comparison.outdatedCount() > 0,
        told.bootId(),
        told.bootCount(),
        told.batteryPercent(),
        told.uptimeSeconds());
  }

  private static Facts facts(
      VerifiedEvidence evidence,
      Optional<ReferenceClass> found,
      boolean contradicted,
      Comparison comparison) {
    Map<String, FactValue> facts = new HashMap<>(evidence.facts());
    // what is found here cannot be told by the evidence
    facts.keySet().removeIf(Compared::reserved);
    facts.put(Facts.AUTHENTIC, FactValue.of(true));
    facts.put(Facts.SCHEME, FactValue.of(evidence.scheme()));
    facts.put(Facts.CLASS_CONTRADICTED, FactValue.of(contradicted));
    facts.put(Facts.REFERENCE_FOUND, FactValue.of(found.isPresent() && !contradicted));
    facts.put(Facts.MEASURED, FactValue.of(comparison.measuredCount()));
    if (found.isPresent() && !contradicted && !found.get().components().isEmpty()) {
      facts.put(Facts.MATCHED, FactValue.of(comparison.matchedCount()));
      facts.put(Facts.UNKNOWN, FactValue.of(comparison.unknown().size()));
      facts.put(Facts.MISSING, FactValue.of(comparison.missing().size()));
      facts.put(Facts.OUTDATED, FactValue.of(comparison.outdatedCount()));
      facts.put(Facts.RUNTIME, FactValue.of(comparison.runtimeCount()));
      facts.put(Facts.GOOD, FactValue.of(comparison.good()));
    }
    if (found.isPresent() && !contradicted) {
      found
          .get()
          .controls()
          .forEach((name, holds) -> facts.put(Facts.ENDORSED + name, FactValue.of(holds)));
    }
    return new Facts(facts);
  }

  private static boolean reserved(String name) {
    return name.startsWith("evidence.")
        || name.startsWith("class.")
        || name.startsWith("reference.")
        || name.startsWith("measurements.")
        || name.startsWith(Facts.ENDORSED);
  }
}
