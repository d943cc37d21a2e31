package org.wardgate.decision.rules;

import java.util.Optional;
import java.util.Set;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Revocation;

/** Whether it is in doubt who a device is, so that nobody may allow it anything. Reads only. */
final class IdentityDoubt {
  /** Somebody else may have its key, or its place is another's, or it is another ward's. */
  private static final Set<RevocationReason> OF_IDENTITY =
      Set.of(
          RevocationReason.KEY_COMPROMISE,
          RevocationReason.CESSATION_OF_OPERATION,
          RevocationReason.AFFILIATION_CHANGED);

  private IdentityDoubt() {}

  /** Why it is in doubt; absent if it is not. */
  static Optional<Problem> of(Draft draft, DeviceCase c) {
    Optional<InventoryEntry> entry = draft.inventory().entry(c.device());
    DeviceState state = c.standing().state();
    if (state == DeviceState.REFUSED || state == DeviceState.RETIRED) {
      return refused(c.device() + " is " + state);
    } else if (entry.isEmpty() || Arrivals.replaced(c, entry.get())) {
      return Optional.of(Problem.of(DecisionErrors.REMOVED_FROM_INVENTORY, c.device().value()));
    } else if (c.policy().profile().isEmpty()) {
      return refused("it has no verified MUD file");
    } else if (c.life().twin().isPresent()) {
      return Optional.of(CloneRules.problem(c.life().twin().get()));
    } else if (HandoverRules.handedOver(c)) {
      return refused("it is another ward's");
    }
    return c.life()
        .revocation()
        .filter(r -> doubtful(c, r))
        .flatMap(r -> refused("its certificates were taken back, reason " + r.reason().value()))
        .or(() -> Idevids.revoked(draft.inventory(), c));
  }

  /** One that an operator ordered counts until an operator releases the device. */
  private static boolean doubtful(DeviceCase c, Revocation revocation) {
    boolean ordered = // records of before say it there alone
        c.standing()
            .problem()
            .map(p -> p.code().equals(DecisionErrors.REVOKED_BY_OPERATOR.code()))
            .orElse(false);
    return ordered || revocation.byOperator() || OF_IDENTITY.contains(revocation.reason());
  }

  static Optional<Problem> refused(String why) {
    return Optional.of(Problem.of(DecisionErrors.EXEMPTION_REFUSED, why));
  }
}
