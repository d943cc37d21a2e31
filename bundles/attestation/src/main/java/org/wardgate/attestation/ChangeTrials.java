package org.wardgate.attestation;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent;
import org.wardgate.api.attestation.AttestationEvent.ChangeFailed;
import org.wardgate.api.attestation.AttestationEvent.ChangeTried;
import org.wardgate.api.attestation.AttestationIntent.TryChange;
import org.wardgate.api.attestation.Change;
import org.wardgate.api.attestation.ProfileDesk.Trial;
import org.wardgate.api.attestation.ProfileErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.attestation.evidence.ChangeTrial;
import org.wardgate.attestation.evidence.ChangeTrial.Basis;
import org.wardgate.attestation.evidence.ChangeTrial.Outcome;
import org.wardgate.attestation.profile.Profiles;
import org.wardgate.attestation.profile.ProtectionProfile;

/** Tries what would become of every device if references or a profile changed. Thread-safe. */
final class ChangeTrials {
  private final ChangeTrial trial;
  private final Ground ground;
  private final Supplier<Profiles> profiles;
  private final Function<Change, Optional<Profiles>> candidates;

  /**
   * With what is in force.
   *
   * @param profiles in force
   * @param candidates profiles that would be in force
   */
  ChangeTrials(
      Appraiser appraiser,
      Ground ground,
      Supplier<Profiles> profiles,
      Function<Change, Optional<Profiles>> candidates) {
    this.trial = new ChangeTrial(appraiser.appraiser(), appraiser.newest());
    this.ground = ground;
    this.profiles = profiles;
    this.candidates = candidates;
  }

  /** Carries out the intent; takes two appraisals a device. */
  AttestationEvent execute(TryChange intent) {
    Basis now = new Basis(ground.now(), profiles.get());
    Optional<Basis> then = then(intent.change(), now);
    if (then.isEmpty()) {
      return failed(intent, Problem.of(ProfileErrors.CHANGE_UNKNOWN, intent.change().id()));
    }
    List<Outcome> outcomes = trial.run(now, then.get());
    List<DeviceId> worsened =
        outcomes.stream().filter(Outcome::worsened).map(o -> o.trial().device()).toList();
    Set<DeviceId> considered =
        outcomes.stream().map(o -> o.trial().device()).collect(Collectors.toUnmodifiableSet());
    return new ChangeTried(
        intent.correlationId(), intent.change(), worsened, outcomes.size(), considered);
  }

  /** It could not be tried. */
  static AttestationEvent failed(TryChange intent, Problem problem) {
    return new ChangeFailed(intent.correlationId(), intent.change(), problem);
  }

  private Optional<Basis> then(Change change, Basis now) {
    return switch (change.kind()) {
      case REFERENCES ->
          ground.references().flatMap(provider -> provider.candidate(change)).map(now::with);
      case PROFILE -> candidates.apply(change).map(now::with);
      case VULNERABILITIES -> Optional.empty();
    };
  }

  /** What would become of every device if a profile counted. */
  List<Trial> dryRun(ProtectionProfile profile) {
    Basis now = new Basis(ground.now(), profiles.get());
    return trial.run(now, now.with(profiles.get().with(profile))).stream()
        .map(Outcome::trial)
        .toList();
  }
}
