package org.wardgate.emulators.unenforced;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.osgi.service.component.annotations.Component;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;

/** Takes every policy and does nothing with it. Thread-safe. */
@Component(
    name = "org.wardgate.emulators.unenforced.policies",
    service = PolicyEnforcer.class,
    property = "wardgate.enforcing=false")
public final class UnenforcedPolicies implements PolicyEnforcer {
  @Override
  public CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
    return CompletableFuture.completedFuture(new EnforcementEvent.Enforced(intent.correlationId()));
  }

  @Override
  public String description() {
    return "NOT ENFORCING";
  }
}
