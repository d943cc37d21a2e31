package org.wardgate.decision.rules;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.wardgate.api.inventory.TrustAction;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.Measure;
import org.wardgate.decision.state.DeviceCase;

/** What is decided about a device, in words that others act on. Pure. */
public final class Measures {
  private Measures() {}

  /** Those that hold now. */
  public static Set<Measure> of(
      DeviceCase c, Circumstances known, Optional<TrustVerdict> verdict, Instant at) {
    Set<Measure> measures = EnumSet.noneOf(Measure.class);
    DeviceState state = c.standing().state();
    switch (state) {
      case ADMITTED -> admitted(measures, c, known, verdict, at);
      case RESTRICTED -> {
        measures.add(Measure.RESTRICT);
        if (!Return.byItself(c, at)) {
          measures.add(Measure.QUARANTINE);
        }
      }
      case QUARANTINED -> measures.add(Measure.QUARANTINE);
      case RETIRED -> measures.add(Measure.RETIRE);
      default -> {
        // nothing was given yet
      }
    }
    boolean updatable =
        state == DeviceState.ADMITTED
            && verdict.map(v -> Functions.trustedFor(v, TrustAction.UPDATE)).orElse(false);
    if (!updatable) {
      measures.add(Measure.BLOCK_UPDATE);
    }
    if (state != DeviceState.RETIRED && known.updateWaits(c)) {
      measures.add(Measure.REQUIRE_UPDATE);
    }
    return measures;
  }

  private static void admitted(
      Set<Measure> measures,
      DeviceCase c,
      Circumstances known,
      Optional<TrustVerdict> verdict,
      Instant at) {
    measures.add(Measure.ADMIT);
    boolean watched =
        verdict.flatMap(Weighing::observed).isPresent()
            || c.trust().violations().at(at).count() > 0;
    if (watched) {
      measures.add(Measure.OBSERVE);
    }
    boolean withheld =
        c.exemptions().grant().isEmpty()
            && !Functions.withheld(known.deviceClass(), c.trust().verdict()).isEmpty();
    if (withheld || c.marks().limited() || !known.deviceClass().assurance().attests()) {
      measures.add(Measure.RESTRICT);
    }
  }
}
