package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.DeviceConfiguration;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationNotTaken;
import org.wardgate.api.onboarding.OnboardingEvent.ConfigurationTaken;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.ProfileNotes;
import org.wardgate.decision.state.Standing;

/**
 * A device gets the configuration its MUD file declares before it gets any network; one that is
 * admitted gets a changed one while it goes on.
 */
final class ConfigurationRules {
  /** What a device that waits for it says. */
  static final String WAITS = "waits for the device to take its configuration";

  private final Admission admission;

  ConfigurationRules(Admission admission) {
    this.admission = admission;
  }

  /** What it has still to take; absent if nothing. */
  private static Optional<DeviceConfiguration> due(Draft draft, DeviceCase c) {
    return draft
        .notes(c)
        .filter(n -> !n.configurationSha256().isEmpty())
        .filter(n -> !n.configurationSha256().equals(c.life().configurationSha256()))
        .flatMap((ProfileNotes n) -> n.facts().configuration());
  }

  /** Whether its traffic has to wait; it is granted when the device has its configuration. */
  static boolean holdsBack(Draft draft, DeviceCase current) {
    Optional<DeviceConfiguration> due = due(draft, current);
    if (due.isEmpty()) {
      return false;
    }
    draft.putLive(current.device(), LiveFacts::awaitingConfiguration);
    Standing standing = current.standing();
    boolean cut =
        standing.state() == DeviceState.RESTRICTED || standing.state() == DeviceState.QUARANTINED;
    boolean failedBefore = standing.problem().map(ConfigurationRules::isNotTaken).orElse(false);
    if (!cut && !failedBefore) {
      draft.put(current.with(Standing.good(standing.state(), standing.since(), WAITS)));
      draft.say(current.device(), "device.waiting", WAITS);
    } else {
      draft.put(current);
    }
    if (draft.live(current.device()).mayBegin(OpenWork.Kind.CONFIGURE, draft.at())) {
      deliver(draft, current, due.get());
    }
    return true;
  }

  private static boolean isNotTaken(Problem problem) {
    return problem.code().equals(OnboardingErrors.CONFIGURATION_NOT_TAKEN.code());
  }

  private static void deliver(Draft draft, DeviceCase current, DeviceConfiguration configuration) {
    draft.ask(
        OpenWork.Kind.CONFIGURE,
        Optional.of(current.device()),
        id ->
            new OnboardingIntent.DeliverConfiguration(
                id,
                draft.deadline(DecisionLimits.CONFIGURE_TIME_MAX),
                current.device(),
                configuration.mediaType(),
                configuration.content()));
  }

  /** Only what its MUD file declares now counts. */
  void taken(Draft draft, ConfigurationTaken event) {
    draft.close(event.correlationId());
    Optional<DeviceCase> known = draft.find(event.device());
    String declared = known.flatMap(draft::notes).map(ProfileNotes::configurationSha256).orElse("");
    if (known.isEmpty()
        || !declared.equals(event.contentSha256().hex())
        || declared.equals(known.get().life().configurationSha256())) {
      return;
    }
    DeviceCase current = known.get().with(known.get().life().configured(declared));
    boolean awaited = draft.live(event.device()).joining().awaitsConfiguration();
    boolean complained =
        current.standing().problem().map(ConfigurationRules::isNotTaken).orElse(false);
    draft.putLive(event.device(), l -> l.unfailed(OpenWork.Kind.CONFIGURE));
    draft.put(current);
    draft.say(event.device(), "device.configured", "it has the configuration " + declared);
    if (awaited) {
      draft.putLive(event.device(), l -> l.opening(false));
      admission.open(draft, current);
    } else if (complained && current.standing().state() == DeviceState.ADMITTED) {
      draft.put(admission.again(draft, current));
    }
  }

  static void notTaken(Draft draft, ConfigurationNotTaken event) {
    draft.close(event.correlationId());
    draft.find(event.device()).ifPresent(c -> notTaken(draft, c, event.problem()));
  }

  /** It stays out, or goes on with what it has; tried again, ever more rarely. */
  static void notTaken(Draft draft, DeviceCase current, Problem problem) {
    int failures = draft.live(current.device()).failures(OpenWork.Kind.CONFIGURE);
    Duration wait =
        RevocationRules.backOff(
            DecisionLimits.CONFIGURE_RETRY_MIN, failures, DecisionLimits.CONFIGURE_RETRY_MAX);
    draft.putLive(current.device(), l -> l.failed(OpenWork.Kind.CONFIGURE, draft.in(wait)));
    Problem said =
        isNotTaken(problem)
            ? problem
            : Problem.of(OnboardingErrors.CONFIGURATION_NOT_TAKEN, problem.line());
    boolean news =
        !current.standing().problem().map(ConfigurationRules::isNotTaken).orElse(false)
            && due(draft, current).isPresent();
    if (news && concerned(draft, current)) {
      draft.put(current.with(current.standing().because(said)));
      draft.say(current.device(), "device.not-configured", said.line());
    }
  }

  private static boolean concerned(Draft draft, DeviceCase c) {
    return c.standing().state() == DeviceState.ADMITTED
        || draft.live(c.device()).joining().awaitsConfiguration();
  }

  /** What failed is tried again; an admitted device gets what changed. */
  static boolean tick(Draft draft, DeviceCase c) {
    if (!concerned(draft, c)
        || !draft.live(c.device()).mayBegin(OpenWork.Kind.CONFIGURE, draft.at())) {
      return false;
    }
    Optional<DeviceConfiguration> due = due(draft, c);
    due.ifPresent(configuration -> deliver(draft, c, configuration));
    return due.isPresent();
  }
}
