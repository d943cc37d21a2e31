package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.CertificateFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IssuingFacts;

/**
 * A certificate that ended and was not renewed does not carry a device's traffic for ever. But if
 * the ward CA cannot issue, or too many devices at once did not renew, it is not the devices: they
 * keep their traffic, go on attesting, and people are told.
 */
final class RenewalRules {
  private final DecisionLimits limits;
  private final Duration grace;

  RenewalRules(DecisionLimits limits) {
    this.limits = limits;
    this.grace = limits.times().renewalGrace();
  }

  /** After a leap of the clock, or a start, the ward gets this time to renew. */
  Duration settling() {
    return grace.compareTo(DecisionLimits.SETTLING_MAX) < 0 ? grace : DecisionLimits.SETTLING_MAX;
  }

  /** Nothing expires by a clock that is not believed. */
  void tick(Draft draft) {
    boolean settled =
        draft.clockRight()
            && draft.moment().monotonicMillis() >= draft.state().clock().settledAtMillis();
    if (!settled) {
      return;
    }
    List<DeviceCase> over = cases(draft).filter(c -> over(draft, c)).toList();
    boolean held =
        !over.isEmpty() && (draft.issuing().trouble().isPresent() || over.size() > room(draft));
    if (!held) {
      over.forEach(c -> cut(draft, c));
    }
    hold(draft, held ? over.size() : 0);
  }

  private static Stream<DeviceCase> cases(Draft draft) {
    return draft.state().cases().stream().map(c -> draft.find(c.device()).orElse(c));
  }

  /**
   * How many more may be cut. Those that are cut for it still count, so that an outage does not cut
   * the ward one device at a time; one that an operator dealt with stands for another cause.
   */
  private long room(Draft draft) {
    long cut = cases(draft).filter(RenewalRules::cutForIt).count();
    long admitted = cases(draft).filter(c -> c.standing().state() == DeviceState.ADMITTED).count();
    long cap = Math.max(limits.cutMinCount(), (long) ((admitted + cut) * limits.cutShareMax()));
    return cap - cut;
  }

  private static boolean cutForIt(DeviceCase c) {
    return c.standing().state() != DeviceState.RETIRED
        && c.standing()
            .problem()
            .map(p -> p.code().equals(DecisionErrors.NOT_RENEWED.code()))
            .orElse(false);
  }

  private static void cut(Draft draft, DeviceCase c) {
    Degradation.worsen(draft, c, Problem.of(DecisionErrors.NOT_RENEWED, ended(c)));
    RevocationRules.closeSessions(draft, c);
  }

  /** Whether its certificate has ended and the grace is over too. */
  private boolean over(Draft draft, DeviceCase c) {
    return c.standing().state() == DeviceState.ADMITTED
        && !c.exemptions().glassBroken()
        && c.life().certificate().endedBefore(draft.at().minus(grace));
  }

  private static void hold(Draft draft, int count) {
    IssuingFacts before = draft.issuing();
    if (before.heldCount() == count) {
      return;
    }
    draft.put(before.holding(count));
    if (count > 0) {
      draft.say("ward.renewals-held", before.holding(count).line());
    } else {
      draft.say("ward.renewals-free", "no device is held any more");
    }
  }

  private static String ended(DeviceCase c) {
    CertificateFacts certificate = c.life().certificate();
    return "ended " + certificate.notAfter().map(Object::toString).orElse("");
  }
}
