package org.wardgate.attestation.cases;

import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AppraisalBasis.Reason;
import org.wardgate.api.attestation.reference.Attester;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.VerifiedEvidence;

/**
 * Takes out of a case what tells the hospital's device: its id and serial are replaced, everywhere
 * alike, and its history is left out. The evidence itself stays, since it is signed: it names the
 * attester by the manufacturer's number. Stateless.
 */
public final class AnonymousCase {
  private static final DeviceId DEVICE = new DeviceId("device-1");
  private static final String SERIAL = "serial-1";
  private static final String OTHER_SERIAL = "serial-2";

  private AnonymousCase() {}

  /** The same case about a device without a name; it replays to the same result. */
  public static KeptCase of(KeptCase kept) {
    Evidence evidence = kept.evidence();
    KeptCase.Subject subject = kept.subject();
    String serial = subject.serial();
    return new KeptCase(
        kept.id(),
        kept.at(),
        kept.software(),
        new KeptCase.Subject(
            subject.known(),
            subject.deviceClass(),
            subject.protectionProfile(),
            subject.manufacturerId(),
            SERIAL),
        kept.purpose(),
        new Evidence(evidence.content(), evidence.contentFormat(), evidence.nonce(), DEVICE),
        kept.secretWithheld(),
        new KeptCase.Knowledge(
            kept.knowledge().attesters().stream().map(one -> attester(one, serial)).toList(),
            kept.knowledge().classes(),
            kept.knowledge().anchors()),
        kept.profile(),
        kept.verified().map(verified -> verified(verified, serial)),
        result(kept),
        List.of());
  }

  private static VerifiedEvidence verified(VerifiedEvidence verified, String serial) {
    return new VerifiedEvidence(
        verified.scheme(),
        verified.attester().map(one -> attester(one, serial)),
        verified.classId(),
        verified.components(),
        verified.facts(),
        verified.observed(),
        verified.submodules());
  }

  private static Attester attester(Attester of, String serial) {
    return new Attester(
        of.instance(),
        of.manufacturerId(),
        of.serial().equals(serial) ? SERIAL : OTHER_SERIAL,
        of.publicKeysSpki(),
        of.classId(),
        of.source());
  }

  private static KeptCase.Result result(KeptCase kept) {
    KeptCase.Result result = kept.result();
    Optional<Problem> problem =
        result
            .problem()
            .map(
                why ->
                    new Problem(
                        why.code(), why.reason(), replaced(kept, why.detail()), why.remedy()));
    return new KeptCase.Result(
        result.scheme(),
        result.policy(),
        result.status(),
        result.vector(),
        result.reasons().stream()
            .map(
                reason ->
                    new Reason(
                        reason.claim(),
                        reason.value(),
                        reason.rule(),
                        replaced(kept, reason.detail())))
            .toList(),
        result.controls(),
        result.referenceSource(),
        problem);
  }

  private static String replaced(KeptCase kept, String text) {
    String named = text.replace(kept.evidence().device().value(), DEVICE.value());
    String serial = kept.subject().serial();
    return serial.isEmpty() ? named : named.replace(serial, SERIAL);
  }
}
