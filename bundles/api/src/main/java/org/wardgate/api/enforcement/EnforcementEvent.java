package org.wardgate.api.enforcement;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;

/** What enforcement reports. */
public sealed interface EnforcementEvent extends Event {
  /**
   * The intent is in force in the kernel.
   *
   * @param correlationId of the intent
   */
  record Enforced(CorrelationId correlationId) implements EnforcementEvent {}

  /**
   * The intent is not in force; what was in force before still is.
   *
   * @param correlationId of the intent
   * @param problem why
   */
  record NotEnforced(CorrelationId correlationId, Problem problem) implements EnforcementEvent {}

  /**
   * Rules were found missing or foreign and everything is closed: a {@link
   * EnforcementIntent.Reconcile} is needed.
   *
   * @param correlationId fresh
   * @param problem what was found
   */
  record RulesLost(CorrelationId correlationId, Problem problem) implements EnforcementEvent {}
}
