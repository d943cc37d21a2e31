package org.wardgate.integration.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.EventSink;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.enforcement.EnforcementIntent.Placement;
import org.wardgate.api.enforcement.PolicyEnforcer;
import org.wardgate.enforcement.nft.NftEnforcer;

/** The real enforcement, in this process and this namespace; each call says how long it took. */
final class Enforcer {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final AtomicLong number = new AtomicLong();
  private final PolicyEnforcer enforcer;

  Enforcer() throws ReflectiveOperationException {
    EventSink nobody = event -> CompletableFuture.completedFuture(null);
    enforcer = Components.make(NftEnforcer.class, Map.of(), nobody);
  }

  double placeMs(Placement placement) {
    return ms(new EnforcementIntent.Place(fresh(), soon(), placement));
  }

  double removeMs(DeviceId device) {
    return ms(new EnforcementIntent.Remove(fresh(), soon(), device));
  }

  double reconcileMs(List<Placement> placements) {
    return ms(new EnforcementIntent.Reconcile(fresh(), soon(), placements));
  }

  private double ms(EnforcementIntent intent) {
    long start = System.nanoTime();
    EnforcementEvent event;
    try {
      event = enforcer.execute(intent).toCompletableFuture().get(1, TimeUnit.MINUTES);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (!(event instanceof EnforcementEvent.Enforced)) {
      throw new IllegalStateException(event.toString());
    }
    return (System.nanoTime() - start) / 1e6;
  }

  private CorrelationId fresh() {
    return new CorrelationId("b" + number.incrementAndGet());
  }

  private static Instant soon() {
    return Instant.now().plus(PATIENCE);
  }
}
