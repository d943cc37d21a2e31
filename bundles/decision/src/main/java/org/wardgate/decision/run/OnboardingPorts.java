package org.wardgate.decision.run;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.onboarding.OnboardingPort;

/**
 * The rooms of onboarding, which come and go. An intent goes to the first that takes it.
 * Thread-safe.
 */
public final class OnboardingPorts {
  private static final DeviceId ANY = new DeviceId("any");
  private static final CorrelationId NO_ID = new CorrelationId("none");

  /** What the gateway cannot serve without; by class alone. */
  private static final List<OnboardingIntent> INDISPENSABLE =
      List.of(
          new OnboardingIntent.RefuseEnrolment(
              NO_ID, Instant.EPOCH, ANY, Problem.of(DecisionErrors.OPERATOR, "")),
          new OnboardingIntent.GrantEnrolment(
              NO_ID, Instant.EPOCH, ANY, org.wardgate.api.Bytes.EMPTY),
          new OnboardingIntent.CloseSessions(NO_ID, Instant.EPOCH, ANY));

  private final List<OnboardingPort> ports = new CopyOnWriteArrayList<>();

  /** A room arrived. */
  public void add(OnboardingPort port) {
    ports.add(port);
  }

  /** A room left. */
  public void remove(OnboardingPort port) {
    ports.remove(port);
  }

  /** Who takes an intent. */
  Optional<OnboardingPort> taking(OnboardingIntent intent) {
    return ports.stream().filter(port -> port.takes(intent)).findFirst();
  }

  /** Whether somebody takes everything that the gateway cannot serve without. */
  boolean complete() {
    return INDISPENSABLE.stream().allMatch(intent -> taking(intent).isPresent());
  }
}
