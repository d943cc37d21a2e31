package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.decision.state.ClockFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Enrolment;
import org.wardgate.decision.state.KeyEvidence;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;

/** Open requests for certificates: asked of the ward CA, refused, handed over. */
final class Enrolments {
  private Enrolments() {}

  /** Lets the ward CA certify the key that the evidence speaks for, and no other. */
  static void certify(Draft draft, DeviceCase current) {
    LiveFacts live = draft.live(current.device());
    boolean asked = live.joining().issue().isPresent() || live.certificate().isPresent();
    if (live.enrolment().isEmpty() || asked || current.life().revoking()) {
      return; // while certificates are taken back a new one would be taken back too
    }
    Enrolment open = live.enrolment().get();
    Optional<Problem> barred = barred(draft, current, open);
    if (barred.isPresent()) {
      refuse(draft, current, open, barred.get());
      return;
    }
    Optional<KeyEvidence> evidence = current.trust().key().filter(e -> fresh(draft, e));
    Optional<InventoryEntry> entry = draft.inventory().entry(current.device());
    if (entry.isPresent() && !Weighing.attests(draft, current)) {
      issueIfAccepted(draft, current, open, entry.get());
      return;
    }
    if (evidence.isEmpty() || entry.isEmpty()) {
      return; // it has to attest for this key first; the device is told to ask again
    }
    if (!evidence.get().binding().equals(open.evidenceBinding().hex())) {
      refuse(draft, current, open, Problem.of(AttestationErrors.KEY_MISMATCH, ""));
      return;
    }
    issue(draft, current, open, entry.get());
  }

  /** One that cannot attest has no evidence to show: a person speaks for it. */
  private static void issueIfAccepted(
      Draft draft, DeviceCase current, Enrolment open, InventoryEntry entry) {
    if (current.exemptions().accepted()) {
      issue(draft, current, open, entry);
    }
  }

  private static void issue(Draft draft, DeviceCase current, Enrolment open, InventoryEntry entry) {
    var issue =
        draft.ask(
            OpenWork.Kind.ISSUE,
            Optional.of(current.device()),
            id ->
                new PkiIntent.IssueCertificate(
                    id,
                    draft.deadline(DecisionLimits.ISSUE_TIME_MAX),
                    current.device(),
                    entry.serial(),
                    open.publicKeySpki()));
    draft.putLive(current.device(), l -> l.issuing(Optional.of(issue)));
  }

  /** Why it gets no certificate, whatever its evidence says. */
  private static Optional<Problem> barred(Draft draft, DeviceCase current, Enrolment open) {
    if (current.life().twin().isPresent()) {
      return Optional.of(CloneRules.problem(current.life().twin().get()));
    }
    if (current.life().handover().isPresent()) {
      return Optional.of(Problem.of(DecisionErrors.HANDED_OVER, "it is on its way"));
    }
    Optional<Problem> takenBack = Idevids.revoked(draft.inventory(), current);
    if (takenBack.isPresent()) {
      return takenBack;
    }
    if (!draft.clockRight()) {
      return Optional.of(Problem.of(PkiErrors.BAD_CLOCK, "it shows " + draft.moment().wall()));
    }
    boolean serverKey = open.reason() == Reason.SERVER_KEY;
    return serverKey && !Weighing.classOf(draft, current).serverKeysAllowed()
        ? Optional.of(Problem.of(OnboardingErrors.SERVER_KEYS_BARRED, ""))
        : Optional.empty();
  }

  private static boolean fresh(Draft draft, KeyEvidence evidence) {
    Duration age = Duration.between(evidence.at(), draft.at());
    return age.compareTo(DecisionLimits.ENROLMENT_EVIDENCE_AGE_MAX) <= 0
        && age.compareTo(ClockFacts.LEAP.negated()) >= 0;
  }

  static void refuse(Draft draft, DeviceCase current, Enrolment enrolment, Problem problem) {
    draft.tell(
        new OnboardingIntent.RefuseEnrolment(
            enrolment.correlationId(),
            draft.deadline(DecisionLimits.ENROLMENT_TIME_MAX),
            current.device(),
            problem));
    draft.putLive(current.device(), l -> l.withEnrolment(Optional.empty()));
  }

  /** Whatever it asked for. */
  static void refuseOpen(Draft draft, DeviceCase current, Problem problem) {
    draft
        .live(current.device())
        .enrolment()
        .ifPresent(open -> refuse(draft, current, open, problem));
  }

  /** Its evidence is used up with that. */
  static void handOver(Draft draft, DeviceCase current) {
    LiveFacts live = draft.live(current.device());
    if (live.enrolment().isPresent() && live.certificate().isPresent()) {
      draft.tell(
          new OnboardingIntent.GrantEnrolment(
              live.enrolment().get().correlationId(),
              draft.deadline(DecisionLimits.ENROLMENT_TIME_MAX),
              current.device(),
              live.certificate().get()));
      draft.putLive(current.device(), l -> l.withEnrolment(Optional.empty()));
      DeviceCase written = draft.find(current.device()).orElse(current);
      draft.put(written.with(written.trust().withKey(Optional.empty())));
    }
  }
}
