package org.wardgate.api.enforcement;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.wardgate.api.DeviceId;
import org.wardgate.api.policy.Explanation;
import org.wardgate.api.policy.Flow;

/** Enforces policies. Intents are carried out in the order given. Thread-safe. */
public interface PolicyEnforcer {
  /** Carries out an intent; always completes normally, with what came of it. */
  CompletionStage<EnforcementEvent> execute(EnforcementIntent intent);

  /** What was counted so far; {@link PolicyUsage#NONE} where nothing is counted. */
  default CompletionStage<PolicyUsage> usage() {
    return CompletableFuture.completedFuture(PolicyUsage.NONE);
  }

  /**
   * What a packet of a device meets now, answered from what is in force.
   *
   * @return absent if the device is not placed
   */
  default CompletionStage<Optional<Explanation>> explain(DeviceId device, Flow flow) {
    return CompletableFuture.completedFuture(Optional.empty());
  }

  /** How it enforces, for people: {@code nftables}, or {@code not enforcing}. */
  String description();
}
