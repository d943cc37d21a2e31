package org.wardgate.decision.rules;

import java.time.Duration;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.CertificateFacts;
import org.wardgate.decision.state.DeviceCase;

/** A certificate that ended and was not renewed does not carry a device's traffic for ever. */
final class RenewalRules {
  private final Duration grace;

  RenewalRules(DecisionLimits limits) {
    this.grace = limits.times().renewalGrace();
  }

  /** After a leap of the clock, or a start, the ward gets this time to renew. */
  Duration settling() {
    return grace.compareTo(DecisionLimits.SETTLING_MAX) < 0 ? grace : DecisionLimits.SETTLING_MAX;
  }

  /** Nothing expires by a clock that is not believed. */
  void tick(Draft draft, DeviceCase c) {
    boolean settled =
        draft.clockRight()
            && draft.moment().monotonicMillis() >= draft.state().clock().settledAtMillis();
    if (settled && c.standing().state() == DeviceState.ADMITTED && over(draft, c)) {
      Degradation.worsen(draft, c, Problem.of(DecisionErrors.NOT_RENEWED, ended(c)));
      RevocationRules.closeSessions(draft, c);
    }
  }

  /** Whether its certificate has ended and the grace is over too. */
  boolean over(Draft draft, DeviceCase c) {
    return c.life().certificate().endedBefore(draft.at().minus(grace));
  }

  private static String ended(DeviceCase c) {
    CertificateFacts certificate = c.life().certificate();
    return "ended " + certificate.notAfter().map(Object::toString).orElse("");
  }
}
