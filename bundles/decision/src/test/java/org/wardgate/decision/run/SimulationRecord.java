package org.wardgate.decision.run;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.wardgate.api.DeviceId;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** What a simulation remembers of durable steps, to hold later ones against. */
final class SimulationRecord {
  private final SimulatedAuthority authority;
  private final Map<DeviceId, DeviceCase> cases = new HashMap<>();
  private final Set<String> toBeRevoked = new HashSet<>();
  private final Set<String> kinds = new TreeSet<>();

  SimulationRecord(SimulatedAuthority authority) {
    this.authority = authority;
  }

  /** A step is durable; its intents are about to go out, or a crash keeps them in. */
  void decided(Step step) {
    if (step.durable()) {
      kinds.add(step.kind());
    }
    for (Outcome outcome : step.outcomes()) {
      if (outcome instanceof Outcome.CaseIs is) {
        DeviceCase c = is.newCase();
        DeviceCase before = cases.put(c.device(), c);
        boolean begins = c.life().revoking() && (before == null || !before.life().revoking());
        if (begins) {
          toBeRevoked.addAll(authority.issued(c.device()));
        }
      }
    }
    step.intents()
        .forEach(
            i -> {
              if (i instanceof PkiIntent.IssueCertificate issue) {
                Life life = life(issue.device());
                require(life.twin().isEmpty(), issue.device() + " is certified though seen twice");
                require(!life.revoking(), issue.device() + " is certified while revoked");
              } else if (i instanceof OnboardingIntent.GrantEnrolment grant) {
                require(
                    life(grant.device()).certified(),
                    grant.device() + " gets a certificate that was taken back");
              }
            });
  }

  private Life life(DeviceId device) {
    return Optional.ofNullable(cases.get(device)).map(DeviceCase::life).orElse(Life.NONE);
  }

  /** Kinds of records there were. */
  Set<String> kinds() {
    return Set.copyOf(kinds);
  }

  /** Whatever crashed and got lost: what was ordered is done. */
  void atTheEnd(WardState state) {
    toBeRevoked.forEach(sha -> require(authority.isRevoked(sha), sha + " was never revoked"));
    state
        .cases()
        .forEach(c -> require(!c.life().revoking(), c.device() + " is being revoked for ever"));
  }

  private static void require(boolean holds, String finding) {
    if (!holds) {
      throw new AssertionError(finding);
    }
  }
}
