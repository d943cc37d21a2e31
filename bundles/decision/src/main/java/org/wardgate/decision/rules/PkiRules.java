package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent.AuthorityRolled;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.CertificateFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/** What follows from the ward CA's events. */
final class PkiRules {
  private final Admission admission;

  PkiRules(Admission admission) {
    this.admission = admission;
  }

  /** The policy is put in force first; the certificate is handed over once it is. */
  void issued(Draft draft, CertificateIssued event) {
    draft.close(event.correlationId());
    IssuingRules.issues(draft);
    Optional<DeviceCase> known = draft.find(event.device());
    LiveFacts live = draft.live(event.device());
    boolean asked = live.joining().issue().equals(Optional.of(event.correlationId()));
    if (known.isEmpty() || live.enrolment().isEmpty() || !asked) {
      // the request was refused or given up meanwhile: nobody gets the certificate
      known.ifPresent(c -> unwanted(draft, c));
      return;
    }
    boolean renewal = live.enrolment().get().reason() == Reason.RENEW;
    CertificateFacts certificate =
        new CertificateFacts(
            event.certificateDer().sha256().hex(),
            CertificateReader.serialNumber(event.certificateDer()),
            Optional.of(event.notAfter()),
            Optional.of(draft.at()),
            CertificateReader.publicKeySpki(event.certificateDer()));
    DeviceCase certified = known.get().with(known.get().life().with(certificate));
    draft.put(certified);
    draft.putLive(event.device(), l -> l.issued(event.certificateDer()));
    draft.say(
        event.device(),
        renewal ? "device.renewed" : "device.certified",
        "certificate " + certificate.serialNumber() + " until " + event.notAfter());
    if (certified.standing().state() == DeviceState.ADMITTED) {
      Enrolments.handOver(draft, certified);
    } else if (certified.standing().state() == DeviceState.ATTESTED) {
      admission.open(draft, certified);
    }
  }

  /** What was issued after its revocation was ordered may have escaped it. */
  private void unwanted(Draft draft, DeviceCase current) {
    current.life().revocation().ifPresent(r -> RevocationRules.orderAgain(draft, current, r));
    if (current.life().revocation().isEmpty()) {
      admission.advance(draft, current); // a newer request waits for its own
    }
  }

  static void refused(Draft draft, CertificateRefused event) {
    draft.close(event.correlationId());
    draft
        .find(event.device())
        .ifPresent(
            current -> {
              notIssued(draft, current, event.correlationId(), event.problem());
              Enrolments.refuseOpen(draft, current, event.problem());
              if (current.standing().state() != DeviceState.ADMITTED) {
                draft.put(current.with(current.standing().because(event.problem())));
                draft.say(event.device(), "device.waiting", event.problem().line());
              }
            });
  }

  /** The ward CA will not answer this one any more. */
  static void notIssued(Draft draft, DeviceCase current, CorrelationId issue, Problem problem) {
    boolean ours = draft.live(current.device()).joining().issue().equals(Optional.of(issue));
    if (ours) {
      IssuingRules.refused(draft, current, problem);
      draft.putLive(current.device(), l -> l.issuing(Optional.empty()));
    }
  }

  /** A step of the ward CA's rollover; the outcome is told when the ward CA has answered. */
  static void roll(Draft draft, Command.RollAuthority command) {
    if (!draft.clockRight()) {
      // which certificates are in force, and from when a root counts, is judged by the clock
      draft.refuse(Problem.of(PkiErrors.BAD_CLOCK, "it shows " + draft.moment().wall()));
      return;
    }
    if (draft.state().work(command.correlationId()).isPresent()) {
      draft.refuse(Problem.of(DecisionErrors.BAD_COMMAND, "its correlation id is in use"));
      return;
    }
    draft.also(new Outcome.Noted());
    draft.say(
        "authority.rolling",
        command.step() + " by " + command.operator() + ": " + command.reason());
    draft.askAs(
        command.correlationId(),
        OpenWork.Kind.ROLL,
        Optional.empty(),
        id ->
            new PkiIntent.RollAuthority(
                id, draft.deadline(DecisionLimits.ROLL_TIME_MAX), command.step()));
  }

  static void rolled(Draft draft, AuthorityRolled event) {
    draft.close(event.correlationId());
    draft.also(new Outcome.Noted());
    if (event.problem().isPresent()) {
      notRolled(draft, event.problem().get());
    } else {
      draft.say(
          "authority.rolled",
          event.step() + ", roots published: " + String.join(", ", event.anchorsSha256()));
    }
  }

  static void notRolled(Draft draft, Problem problem) {
    draft.also(new Outcome.Noted());
    draft.say("authority.not-rolled", problem.line());
  }
}
