package org.wardgate.decision.run;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationErrors;
import org.wardgate.api.attestation.AttestationEvent.ChallengeMissed;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementErrors;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.mud.VerifiedMudFile;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.TestWard;

/**
 * The stages and the kernel, as a seed makes them: sometimes they fail, sometimes they are mute.
 */
final class SimulatedWorld {
  private final Random random;
  private final Map<DeviceId, ProfileId> kernel = new HashMap<>();
  private final SimulatedAuthority authority;
  private final SimulatedTrust trust;
  private double faults;
  private String configuration = "v1";

  SimulatedWorld(Random random, double faults) {
    this.random = random;
    this.faults = faults;
    this.authority = new SimulatedAuthority(random);
    this.trust = new SimulatedTrust(random);
  }

  /** The ward CA. */
  SimulatedAuthority authority() {
    return authority;
  }

  /** What weighs besides evidence. */
  SimulatedTrust trust() {
    return trust;
  }

  /** The ventilator's maker wants it configured otherwise. */
  void reconfigure() {
    configuration = "v" + random.nextInt(3);
  }

  void faults(double share) {
    faults = share;
  }

  /** What the kernel lets a device do. */
  Map<DeviceId, ProfileId> kernel() {
    return Map.copyOf(kernel);
  }

  /** Carries out an intent; an empty answer is one that got lost. */
  Optional<Event> execute(Intent intent, Instant now) {
    boolean fails = random.nextDouble() < faults;
    if (intent instanceof EnforcementIntent i) {
      return enforce(i, fails);
    }
    if (intent instanceof PkiIntent i) {
      return authority.execute(i, fails, now);
    }
    if (fails && random.nextBoolean()) {
      return Optional.empty();
    }
    if (intent instanceof OnboardingIntent i) {
      return onboard(i, fails);
    }
    if (intent instanceof AttestationIntent.OfChange i) {
      return trust.execute(i, fails);
    }
    if (intent instanceof MudIntent.FetchMudFile i) {
      return Optional.of(
          fails
              ? new MudEvent.MudFileRefused(
                  i.correlationId(), i.device(), Problem.of(MudErrors.FETCH_TIMEOUT, ""))
              : new MudEvent.MudFileVerified(i.correlationId(), i.device(), file(i.device())));
    } else if (intent instanceof NetworkIntent.BindAddress i) {
      return fails
          ? Optional.empty()
          : Optional.of(
              new NetworkEvent.AddressBound(
                  i.correlationId(), i.device(), TestWard.binding(i.device())));
    } else if (intent instanceof AttestationIntent.Challenge i) {
      return Optional.of(
          fails
              ? new ChallengeMissed(
                  i.correlationId(), i.device(), Problem.of(AttestationErrors.NO_ANSWER, ""))
              : TestWard.evidence(
                  i.correlationId().value(), i.device(), Purpose.RUNTIME, Tier.AFFIRMING));
    }
    return Optional.empty();
  }

  private VerifiedMudFile file(DeviceId device) {
    return device.equals(TestWard.VENTILATOR)
        ? TestWard.file(device, "conf=" + configuration)
        : TestWard.file(device);
  }

  private static Optional<Event> onboard(OnboardingIntent intent, boolean fails) {
    Problem problem = Problem.of(OnboardingErrors.CONFIGURATION_NOT_TAKEN, "");
    if (intent instanceof OnboardingIntent.DeliverConfiguration i) {
      return Optional.of(
          fails
              ? new OnboardingEvent.ConfigurationNotTaken(i.correlationId(), i.device(), problem)
              : new OnboardingEvent.ConfigurationTaken(
                  i.correlationId(), i.device(), i.content().sha256()));
    } else if (intent instanceof OnboardingIntent.SignHandover i) {
      return Optional.of(
          new OnboardingEvent.HandoverSigned(
              i.correlationId(),
              i.device(),
              fails ? Optional.empty() : Optional.of(Bytes.ofHex("d0")),
              fails ? Optional.of(problem) : Optional.empty()));
    }
    return Optional.empty();
  }

  private Optional<Event> enforce(EnforcementIntent intent, boolean fails) {
    if (fails && random.nextBoolean()) {
      return Optional.of(
          new EnforcementEvent.NotEnforced(
              intent.correlationId(), Problem.of(EnforcementErrors.NFT_FAILED, "")));
    }
    if (intent instanceof EnforcementIntent.Place i) {
      kernel.put(i.placement().device(), i.placement().policy().id());
    } else if (intent instanceof EnforcementIntent.Remove i) {
      kernel.remove(i.device());
    } else if (intent instanceof EnforcementIntent.Reconcile i) {
      kernel.clear();
      List<EnforcementIntent.Placement> all = i.placements();
      all.forEach(p -> kernel.put(p.device(), p.policy().id()));
    }
    return fails
        ? Optional.empty()
        : Optional.of(new EnforcementEvent.Enforced(intent.correlationId()));
  }
}
