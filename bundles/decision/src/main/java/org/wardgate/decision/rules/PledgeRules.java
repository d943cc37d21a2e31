package org.wardgate.decision.rules;

import java.util.Set;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PledgeReported;
import org.wardgate.api.onboarding.OnboardingEvent.VoucherAnswered;
import org.wardgate.decision.state.Outcome;

/** What a pledge and its manufacturer say to each other changes nothing here; it is recorded. */
final class PledgeRules {
  /** Problems that smell of attack. */
  private static final Set<String> SUSPECT =
      Set.of(
          OnboardingErrors.VOUCHER_REQUEST_FORGED.code(),
          OnboardingErrors.NOT_THIS_REGISTRAR.code(),
          OnboardingErrors.VOUCHER_INVALID.code(),
          OnboardingErrors.AUDIT_LOG_SUSPECT.code());

  private PledgeRules() {}

  static void answered(Draft draft, VoucherAnswered event) {
    String kind =
        event
            .problem()
            .map(p -> SUSPECT.contains(p.code()) ? "device.voucher-suspect" : "device.no-voucher")
            .orElse("device.voucher");
    String detail = Problem.clean(event.detail());
    note(
        draft,
        event.device(),
        kind,
        kind,
        event
            .problem()
            .map(p -> p.line() + (detail.isEmpty() ? "" : "; " + detail))
            .orElse(detail));
  }

  static void reported(Draft draft, PledgeReported event) {
    String line = event.subject() + (event.success() ? " accepted" : " not accepted");
    note(
        draft,
        event.device(),
        "device.pledge-status",
        event.subject().equals("voucher") ? "voucher status" : "enrolment status",
        Problem.clean(event.reason().isEmpty() ? line : line + ": " + event.reason()));
  }

  /** Of listed devices only, and the same thing again not before a while has passed. */
  private static void note(Draft draft, DeviceId device, String kind, String what, String line) {
    if (draft.inventory().entry(device).isEmpty()) {
      return;
    }
    if (draft.mayBeSaid(what + " " + device, DecisionLimits.PLEDGE_SAID_EVERY)) {
      draft.also(new Outcome.Noted());
      draft.say(device, kind, line);
    }
  }
}
