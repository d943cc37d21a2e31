package org.wardgate.attestation.cases;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.wardgate.api.Bytes;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.FactValue;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Takes out of a case what tells one device from another. Evidence, nonce, keys, certificates and
 * details of texts are left out; ids, serial numbers, instances and boot ids are replaced alike
 * everywhere. What was read from the evidence stands for it. Stateless.
 */
public final class AnonymousCase {
  /** Bytes that are the same in every device of a model with that firmware. */
  private static final Set<String> COMMON_OCTETS =
      Set.of("implementation-id", "heartbeat", "control-flow");

  private final KeptCase kept;
  private final Pseudonyms names;

  private AnonymousCase(KeptCase kept) {
    this.kept = kept;
    this.names = Pseudonyms.of(kept);
  }

  /** The same case about a device without a name; authentic evidence replays to the same result. */
  public static KeptCase of(KeptCase kept) {
    return new AnonymousCase(kept).anonymous();
  }

  private KeptCase anonymous() {
    KeptCase.Subject subject = kept.subject();
    Optional<VerifiedEvidence> verified = kept.verified().map(this::verified);
    Set<Attester> attesters = new LinkedHashSet<>();
    verified.ifPresent(one -> attesters(one, attesters));
    return new KeptCase(
        kept.id(),
        kept.at(),
        kept.software(),
        new KeptCase.Subject(
            subject.known(),
            subject.deviceClass(),
            subject.protectionProfile(),
            subject.manufacturerId(),
            names.serial(subject.serial())),
        kept.purpose(),
        new Evidence(Bytes.EMPTY, kept.evidence().contentFormat(), Bytes.EMPTY, Pseudonyms.DEVICE),
        kept.secretWithheld(),
        new KeptCase.Knowledge(List.copyOf(attesters), kept.knowledge().classes(), Map.of()),
        kept.profile(),
        verified,
        result(),
        List.of());
  }

  private static void attesters(VerifiedEvidence of, Set<Attester> into) {
    of.attester().ifPresent(into::add);
    of.submodules().values().forEach(part -> attesters(part, into));
  }

  private VerifiedEvidence verified(VerifiedEvidence of) {
    return new VerifiedEvidence(
        of.scheme(),
        of.attester().map(this::attester),
        of.classId(),
        of.components(),
        of.facts().entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, one -> fact(one.getKey(), one.getValue()))),
        observed(of.observed()),
        of.submodules().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, part -> verified(part.getValue()))));
  }

  private FactValue fact(String name, FactValue value) {
    if (value instanceof FactValue.Octets octets && !COMMON_OCTETS.contains(name)) {
      return FactValue.of(names.octets(octets.value()));
    }
    return value instanceof FactValue.Text text ? FactValue.of(names.text(text.value())) : value;
  }

  private Observed observed(Observed of) {
    return new Observed(
        of.measurementsSha256(),
        of.model(),
        of.version(),
        of.outdated(),
        of.bootId().isEmpty() ? "" : bootId(of.bootId()),
        of.bootCount(),
        of.batteryPercent(),
        of.uptimeSeconds());
  }

  private String bootId(String hex) {
    try {
      return names.octets(Bytes.ofHex(hex)).hex();
    } catch (IllegalArgumentException e) {
      return ""; // not as it should be: better none
    }
  }

  private Attester attester(Attester of) {
    return new Attester(
        names.octets(of.instance()),
        of.manufacturerId(),
        names.serial(of.serial()),
        List.of(),
        of.classId(),
        "anonymous");
  }

  /** Details are left out: of evidence that was read, a replay makes them anew. */
  private KeptCase.Result result() {
    KeptCase.Result result = kept.result();
    return new KeptCase.Result(
        result.scheme(),
        result.policy(),
        result.status(),
        result.vector(),
        result.reasons().stream()
            .map(reason -> new Reason(reason.claim(), reason.value(), reason.rule(), ""))
            .toList(),
        result.controls(),
        result.referenceSource(),
        result.problem().map(why -> new Problem(why.code(), why.reason(), "", why.remedy())));
  }
}
