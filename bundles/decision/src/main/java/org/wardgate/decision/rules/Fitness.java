package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.trust.TrustErrors;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.decision.state.DeviceCase;

/** Whether what is known of a device now carries its traffic, nobody's allowance counted. */
final class Fitness {
  private final Weighing weighing;

  Fitness(Weighing weighing) {
    this.weighing = weighing;
  }

  /** Why it does not; absent if it does. */
  Optional<Problem> problem(Draft draft, DeviceCase c) {
    DeviceClass deviceClass = Weighing.classOf(draft, c);
    boolean attests = deviceClass.assurance().attests();
    if (!attests && !c.exemptions().accepted()) {
      return Optional.of(Problem.of(DecisionErrors.NOT_ACCEPTED, deviceClass.name()));
    }
    if (attests && c.trust().missedCount() >= deviceClass.missedPeriodsMax()) {
      return Optional.of(
          Problem.of(DecisionErrors.STALE, c.trust().missedCount() + " challenges missed"));
    }
    TrustVerdict verdict = weighing.weigh(draft, c);
    if (verdict.outcome() != TrustVerdict.Outcome.TRUSTED) {
      return Optional.of(Weighing.problem(verdict));
    }
    boolean affirmed = c.trust().attestation().map(a -> a.tier() == Tier.AFFIRMING).orElse(false);
    return attests && !affirmed
        ? Optional.of(Problem.of(TrustErrors.UNDECIDABLE, "no evidence is affirmed"))
        : Optional.empty();
  }
}
