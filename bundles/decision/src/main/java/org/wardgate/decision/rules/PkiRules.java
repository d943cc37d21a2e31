package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;

/** What follows from the ward CA's events. */
final class PkiRules {
  private final Admission admission;

  PkiRules(Admission admission) {
    this.admission = admission;
  }

  /** The policy is put in force first; the certificate is handed over once it is. */
  void issued(Draft draft, CertificateIssued event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty() || draft.live(event.device()).enrolment().isEmpty()) {
      return; // the request was refused or given up meanwhile: nobody gets the certificate
    }
    DeviceCase certified = known.get().withCertificate(event.certificateDer().sha256().hex());
    draft.put(certified);
    draft.putLive(event.device(), l -> l.withCertificate(Optional.of(event.certificateDer())));
    draft.say(event.device(), "device.certified", "certificate until " + event.notAfter());
    if (certified.standing().state() == DeviceState.ADMITTED) {
      Admission.handOver(draft, certified);
    } else if (certified.standing().state() == DeviceState.ATTESTED) {
      admission.open(draft, certified);
    }
  }

  static void refused(Draft draft, CertificateRefused event) {
    draft.close(event.correlationId());
    draft
        .find(event.device())
        .ifPresent(
            current -> {
              draft
                  .live(event.device())
                  .enrolment()
                  .ifPresent(
                      open -> Admission.refuseEnrolment(draft, current, open, event.problem()));
              draft.put(current.with(current.standing().because(event.problem())));
              draft.say(event.device(), "device.waiting", event.problem().line());
            });
  }
}
