package org.wardgate.enforcement.nft;

import java.util.concurrent.CompletableFuture;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.RefusedException;

/**
 * An intent and whoever waits for it.
 *
 * @param intent what to do
 * @param answer completed once
 */
record Job(EnforcementIntent intent, CompletableFuture<EnforcementEvent> answer) {
  void enforced() {
    answer.complete(new EnforcementEvent.Enforced(intent.correlationId()));
  }

  void refused(RefusedException reason) {
    answer.complete(new EnforcementEvent.NotEnforced(intent.correlationId(), reason.problem()));
  }

  /** Late closing is still right; late opening may be wrong by now. */
  boolean opens() {
    return intent instanceof EnforcementIntent.Place
        || intent instanceof EnforcementIntent.InsertAddresses;
  }
}
