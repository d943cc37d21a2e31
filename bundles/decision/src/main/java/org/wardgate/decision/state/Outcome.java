package org.wardgate.decision.state;

import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.PolicySet;

/** One change of the {@link WardState}: a value to set, never a rule to run. */
public sealed interface Outcome {

  /** Whether it must be in the journal before anything follows from it. */
  default boolean durable() {
    return false;
  }

  /** Outcomes that the journal keeps. */
  sealed interface Durable extends Outcome {
    @Override
    default boolean durable() {
      return true;
    }
  }

  /**
   * A case is now this.
   *
   * @param newCase the case, whole
   */
  record CaseIs(DeviceCase newCase) implements Durable {}

  /**
   * A stranger is forgotten, because too many came.
   *
   * @param device which
   */
  record CaseForgotten(DeviceId device) implements Durable {}

  /**
   * A policy became known.
   *
   * @param policy the policy
   */
  record PolicyIs(PolicySet policy) implements Durable {}

  /**
   * A policy is no longer known; only ever undoes a {@link PolicyIs}.
   *
   * @param policy the policy
   */
  record PolicyForgotten(PolicySet policy) implements Outcome {}

  /**
   * Live facts are now these.
   *
   * @param device whose
   * @param facts the facts
   */
  record LiveIs(DeviceId device, LiveFacts facts) implements Outcome {}

  /**
   * Work is open, or no longer.
   *
   * @param correlationId of the intent
   * @param work the work, absent when it ended
   */
  record WorkIs(CorrelationId correlationId, Optional<OpenWork> work) implements Outcome {}

  /**
   * So many intents were numbered.
   *
   * @param intentsCount in this process
   */
  record NumberedUpTo(long intentsCount) implements Outcome {}

  /**
   * The inventory in force.
   *
   * @param snapshot the inventory
   */
  record InventoryIs(InventorySnapshot snapshot) implements Outcome {}

  /**
   * Whether the kernel has what the state says.
   *
   * @param enforced whether the last reconciliation succeeded
   * @param retryAt when to try again if not
   */
  record EnforcedIs(boolean enforced, Instant retryAt) implements Outcome {}
}
