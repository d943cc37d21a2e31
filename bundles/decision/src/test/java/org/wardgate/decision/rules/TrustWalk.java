package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.List;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.Observed;
import org.wardgate.api.command.Command;
import org.wardgate.api.error.Problem;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;
import org.wardgate.decision.state.Step;

/** A walk through a ward in which more than evidence weighs, for tests of other packages. */
public final class TrustWalk {
  private final Walk walk =
      new Walk(
          TrustWard.inventory(1, TestWard.ALL, TrustWard.attesting(TrustWard.DOSING)),
          new DecisionLimits(100, 4, 0.10, 1, 2),
          TrustWard.evaluator());
  private Duration passed = Duration.ZERO;

  /** The whole way to ADMITTED. */
  public void admit(DeviceId device) {
    walk.admit(device);
  }

  /** Affirmed evidence. */
  public void goOn(DeviceId device, Observed observed) {
    walk.submit(TrustWard.affirmed(device, observed));
  }

  /** It misses as many challenges as its class allows. */
  public void silent(DeviceId device) {
    for (int i = 0; i < 3; i++) {
      walk.submit(
          new ChallengeMissed(
              TestWard.id("m"), device, Problem.of(AttestationErrors.NO_ANSWER, "")));
    }
  }

  /** Out of service. */
  public void retire(DeviceId device) {
    walk.submit(new Command.Retire(TestWard.id("rt"), device, "ann", "old"));
  }

  /** Any event. */
  public void submit(Event event) {
    walk.submit(event);
  }

  /** Time. */
  public void pass(Duration time) {
    passed = passed.plus(time);
    walk.pass(time);
  }

  /** Since the beginning. */
  public Duration passed() {
    return passed;
  }

  /** Every step so far. */
  public List<Step> recorded() {
    return walk.recorded();
  }

  /** The newest. */
  public Step last() {
    return walk.last();
  }
}
