package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudCompiler;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent.MudFileRefused;
import org.wardgate.api.mud.MudEvent.MudFileVerified;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;

/** What follows from the MUD manager's events. */
final class MudRules {
  /** Problems of the way, not of the file: the device waits and is tried again. */
  private static final Set<String> PASSING =
      Set.of(MudErrors.FETCH_FAILED.code(), MudErrors.FETCH_TIMEOUT.code());

  private final MudCompiler compiler;
  private final Admission admission;

  MudRules(MudCompiler compiler, Admission admission) {
    this.compiler = compiler;
    this.admission = admission;
  }

  void verified(Draft draft, MudFileVerified event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty() || !known.get().policy().mudUrl().equals(event.file().mudUrl())) {
      return; // the device has gone, or asks for another file by now
    }
    PolicySet policy;
    try {
      policy = compiler.compile(event.file()).policy();
    } catch (RefusedException e) {
      refused(draft, known.get(), e.problem());
      return;
    }
    DeviceCase profiled = known.get().with(known.get().policy().withProfile(draft.add(policy)));
    draft.put(profiled);
    admission.advance(draft, profiled);
  }

  void refused(Draft draft, MudFileRefused event) {
    draft.close(event.correlationId());
    draft.find(event.device()).ifPresent(known -> refused(draft, known, event.problem()));
  }

  /**
   * Without a usable file a device stays where it was, or worse; one that has a policy keeps it.
   */
  private static void refused(Draft draft, DeviceCase known, Problem problem) {
    boolean passing = PASSING.contains(problem.code());
    if (known.standing().state() == DeviceState.IDENTIFIED && !passing) {
      Degradation.refuse(draft, known, problem);
    } else if (known.standing().state() == DeviceState.IDENTIFIED) {
      draft.put(known.with(known.standing().because(problem)));
      draft.say(known.device(), "device.waiting", problem.line());
    }
  }
}
