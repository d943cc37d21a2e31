package org.wardgate.integration.benchmarks.trust;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.wardgate.api.DeviceId;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.PolicyEnforcer;

/** The real enforcer, and when it was done with cutting a device. Thread-safe. */
final class WatchedEnforcer implements PolicyEnforcer {
  private final PolicyEnforcer real;
  private final Map<DeviceId, Long> cutAtNanos = new ConcurrentHashMap<>();

  WatchedEnforcer(PolicyEnforcer real) {
    this.real = real;
  }

  /** When a device was cut off in the kernel, {@link System#nanoTime}; 0 if it was not. */
  long cutAtNanos(DeviceId device) {
    return cutAtNanos.getOrDefault(device, 0L);
  }

  @Override
  public CompletionStage<EnforcementEvent> execute(EnforcementIntent intent) {
    CompletionStage<EnforcementEvent> answer = real.execute(intent);
    if (!(intent instanceof EnforcementIntent.Remove remove)) {
      return answer;
    }
    return answer.thenApply(
        event -> {
          if (event instanceof EnforcementEvent.Enforced) {
            cutAtNanos.putIfAbsent(remove.device(), System.nanoTime());
          }
          return event;
        });
  }

  @Override
  public String description() {
    return real.description();
  }
}
