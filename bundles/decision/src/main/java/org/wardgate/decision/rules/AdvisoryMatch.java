package org.wardgate.decision.rules;

import java.util.Optional;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudFacts;
import org.wardgate.decision.state.PolicyFacts;

/** Whether an advisory names a device. Pure. */
public final class AdvisoryMatch {
  private AdvisoryMatch() {}

  /**
   * By manufacturer, MUD URL and firmware revision.
   *
   * @param facts of the device's profile; a device whose MUD file says no revision may have any, so
   *     it is named as well
   */
  public static boolean names(Advisory advisory, PolicyFacts policy, Optional<MudFacts> facts) {
    String firmware = facts.map(MudFacts::firmwareRev).orElse("");
    return advisory.affected().stream()
        .anyMatch(
            affected ->
                affected.manufacturerId().equals(policy.manufacturerId())
                    && affected.mudUrl().equals(policy.mudUrl())
                    && (affected.firmwareRevs().isEmpty()
                        || firmware.isEmpty()
                        || affected.firmwareRevs().contains(firmware)));
  }
}
