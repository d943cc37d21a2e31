package org.wardgate.attestation.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.reference.ReferenceClass;
import org.wardgate.api.attestation.reference.ReferenceComponent;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.attestation.evidence.Appraisals.Failed;
import org.wardgate.attestation.evidence.EvidenceAppraiser;
import org.wardgate.attestation.evidence.EvidenceAppraiser.Overdue;
import org.wardgate.attestation.profile.ProtectionProfile;
import org.wardgate.attestation.scheme.MeasuredComponent;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Makes a case of a failed appraisal: appraises it once more and notes what is looked up.
 * Thread-safe.
 */
final class CaseMaker {
  /** Most digests of one hash that are kept of a component, besides those that were measured. */
  static final int DIGESTS_MAX_COUNT = 32;

  /** Most components that are kept of a class, besides those that were measured. */
  static final int COMPONENTS_MAX_COUNT = 256;

  private static final String SOFTWARE = "wardgate 0.1";

  private final EvidenceAppraiser appraiser;

  CaseMaker(EvidenceAppraiser appraiser) {
    this.appraiser = appraiser;
  }

  KeptCase make(String id, Instant at, Failed failed) {
    RecordedReferences recorded = new RecordedReferences(failed.context().references());
    AtomicBoolean secretAsked = new AtomicBoolean();
    VerificationContext context =
        new VerificationContext(
            recorded,
            failed.context().inventory(),
            device -> {
              secretAsked.set(true);
              return failed.context().evidenceKeys().apply(device);
            },
            failed.context().keys(),
            failed.context().now());
    appraiser.appraise(failed.evidence(), context, failed.profiles(), Overdue.NOTHING);
    Optional<VerifiedEvidence> verified = failed.outcome().verified();
    verified.ifPresent(recorded::note);
    return new KeptCase(
        id,
        at,
        SOFTWARE,
        subject(failed),
        failed.purpose(),
        failed.evidence(),
        secretAsked.get(),
        trimmed(recorded.knowledge(), verified),
        failed.outcome().profile().map(ProtectionProfile::text),
        verified,
        CaseReplay.result(failed.outcome().appraisal()),
        List.of());
  }

  private static KeptCase.Subject subject(Failed failed) {
    Optional<InventoryEntry> entry = failed.context().inventory().entry(failed.evidence().device());
    Optional<DeviceClass> deviceClass =
        failed.context().inventory().classOf(failed.evidence().device());
    return new KeptCase.Subject(
        entry.isPresent(),
        deviceClass.map(DeviceClass::name).orElse(""),
        deviceClass.map(one -> one.assurance().protectionProfile()).orElse(""),
        entry.map(InventoryEntry::manufacturerId).orElse(""),
        entry.map(InventoryEntry::serial).orElse(""));
  }

  /** A class may list a thousand images: those that do not matter here are left out. */
  private static KeptCase.Knowledge trimmed(
      KeptCase.Knowledge knowledge, Optional<VerifiedEvidence> verified) {
    Set<Bytes> measured =
        verified.stream()
            .flatMap(CaseMaker::withSubmodules)
            .flatMap(one -> one.components().stream())
            .map(MeasuredComponent::digests)
            .flatMap(digests -> digests.values().stream())
            .collect(Collectors.toSet());
    return new KeptCase.Knowledge(
        knowledge.attesters(),
        knowledge.classes().stream().map(one -> trimmed(one, measured)).toList(),
        knowledge.anchors());
  }

  private static Stream<VerifiedEvidence> withSubmodules(VerifiedEvidence of) {
    return Stream.concat(
        Stream.of(of), of.submodules().values().stream().flatMap(CaseMaker::withSubmodules));
  }

  private static ReferenceClass trimmed(ReferenceClass of, Set<Bytes> measured) {
    List<ReferenceComponent> components =
        Stream.concat(
                of.components().stream().filter(one -> measured.stream().anyMatch(one::lists)),
                of.components().stream()
                    .filter(one -> measured.stream().noneMatch(one::lists))
                    .limit(COMPONENTS_MAX_COUNT))
            .map(one -> trimmed(one, measured))
            .toList();
    return new ReferenceClass(
        of.classId(),
        of.manufacturerId(),
        of.vendor(),
        of.model(),
        components,
        of.controls(),
        of.certificationReference(),
        of.source());
  }

  private static ReferenceComponent trimmed(ReferenceComponent of, Set<Bytes> measured) {
    Map<String, Set<Bytes>> digests =
        of.digests().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, hash -> trimmed(hash.getValue(), measured)));
    return new ReferenceComponent(
        of.name(), of.signerId(), digests, of.version(), of.svn(), of.flags(), of.optional());
  }

  private static Set<Bytes> trimmed(Set<Bytes> digests, Set<Bytes> measured) {
    return Stream.concat(
            digests.stream().filter(measured::contains),
            digests.stream().filter(one -> !measured.contains(one)).limit(DIGESTS_MAX_COUNT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
