package org.wardgate.decision.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested.Reason;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Enrolment;
import org.wardgate.decision.state.Exemptions;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows when a stranger is refused and when a device asks for a certificate. */
final class OnboardingRules {
  private final DecisionLimits limits;
  private final Admission admission;
  private final MudUrlRules mudUrls;
  private final Arrivals arrivals;

  OnboardingRules(
      DecisionLimits limits, Admission admission, MudUrlRules mudUrls, Arrivals arrivals) {
    this.limits = limits;
    this.admission = admission;
    this.mudUrls = mudUrls;
    this.arrivals = arrivals;
  }

  /** A stranger: remembered with its reason, up to a limit, and never more than that. */
  void refused(Draft draft, PeerRefused event) {
    if (event.problem().code().equals(OnboardingErrors.IDEVID_REVOKED.code())
        && copyShown(draft, event)) {
      return;
    }
    Optional<DeviceCase> known = draft.find(event.device());
    boolean same =
        known
            .flatMap(c -> c.standing().problem())
            .map(p -> p.code().equals(event.problem().code()))
            .orElse(false);
    boolean ours = known.map(c -> !c.policy().manufacturerId().isEmpty()).orElse(false);
    if (same || ours) {
      return; // seen before, nothing new: not worth a record; or only somebody who says so
    }
    if (known.isEmpty()) {
      forgetOldestStranger(draft);
    }
    DeviceCase stranger =
        new DeviceCase(
            event.device(),
            event.claimedSubject(),
            Standing.bad(DeviceState.REFUSED, draft.at(), event.problem()),
            new Location(event.kind(), event.peerAddress(), Optional.empty()),
            PolicyFacts.NONE,
            TrustFacts.NONE,
            AdvisoryMarks.NONE,
            Life.NONE,
            Exemptions.NONE);
    draft.put(stranger);
    draft.say(event.device(), "device.refused", stranger.standing().reason());
  }

  /**
   * Somebody showed a certificate that its manufacturer took back, and a device joined with it.
   * Anybody may have a copy of a certificate: people are told, the device loses nothing by it. What
   * the manufacturer took back is found when its list comes, see {@link Idevids}.
   *
   * @return whether a device joined with it
   */
  private static boolean copyShown(Draft draft, PeerRefused event) {
    Optional<DeviceCase> joined =
        draft.cases().stream()
            .filter(c -> c.life().idevid().present())
            .filter(
                c ->
                    DeviceId.unknown(Bytes.ofHex(c.life().idevid().sha256()))
                        .equals(event.device()))
            .filter(c -> c.standing().state() != DeviceState.RETIRED)
            .findFirst();
    joined
        .filter(
            c ->
                draft.mayBeSaid(
                    "idevid-revoked " + c.device(), DecisionLimits.IDEVID_REVOKED_SAID_EVERY))
        .ifPresent(
            c -> {
              draft.also(new Outcome.Noted());
              draft.say(c.device(), "device.idevid-revoked", event.problem().line());
            });
    return joined.isPresent();
  }

  private void forgetOldestStranger(Draft draft) {
    List<DeviceCase> strangers =
        draft.state().cases().stream()
            .filter(c -> c.policy().manufacturerId().isEmpty())
            .filter(c -> c.standing().state() == DeviceState.REFUSED)
            .toList();
    if (strangers.size() >= limits.strangersMaxCount()) {
      strangers.stream()
          .min(Comparator.comparing(c -> c.standing().since()))
          .ifPresent(c -> draft.also(new Outcome.CaseForgotten(c.device())));
    }
  }

  /** A device asked for a certificate. */
  void requested(Draft draft, EnrolmentRequested event) {
    Optional<DeviceCase> known = draft.find(event.device());
    if (known.isEmpty()) {
      unknown(draft, event);
      return;
    }
    DeviceCase current = known.get();
    Enrolment enrolment =
        new Enrolment(
            event.correlationId(),
            event.publicKeySpki(),
            event.evidenceBinding(),
            event.reason(),
            draft.at());
    boolean joins =
        switch (current.standing().state()) {
          case IDENTIFIED, PROFILED, ATTESTED -> event.reason() != Reason.RENEW;
          case ADMITTED -> true;
          default -> false;
        };
    if (!joins) {
      Problem why =
          current
              .standing()
              .problem()
              .orElseGet(() -> Problem.of(OnboardingErrors.NOT_ADMISSIBLE, ""));
      Enrolments.refuse(draft, current, enrolment, why);
      return;
    }
    draft.putLive(event.device(), l -> l.withEnrolment(Optional.of(enrolment)));
    retryWhatIsMissing(draft, current);
    admission.advance(draft, draft.find(event.device()).orElseThrow());
  }

  private void unknown(Draft draft, EnrolmentRequested event) {
    Problem why =
        arrivals.full(draft)
            ? Problem.of(DecisionErrors.TOO_MANY_DEVICES, "")
            : Problem.of(DecisionErrors.UNKNOWN_DEVICE, "no completed handshake");
    draft.tell(
        new OnboardingIntent.RefuseEnrolment(
            event.correlationId(),
            draft.deadline(DecisionLimits.ENROLMENT_TIME_MAX),
            event.device(),
            why));
  }

  private void retryWhatIsMissing(Draft draft, DeviceCase current) {
    if (current.policy().profile().isEmpty()) {
      mudUrls.reconsider(draft, current, Optional.empty());
    }
    if (!current.location().bound() && !draft.live(current.device()).doing(OpenWork.Kind.BIND)) {
      Addresses.parse(current.location().address())
          .ifPresent(
              address ->
                  draft.ask(
                      OpenWork.Kind.BIND,
                      Optional.of(current.device()),
                      id ->
                          new NetworkIntent.BindAddress(
                              id,
                              draft.deadline(DecisionLimits.BIND_TIME_MAX),
                              current.device(),
                              address)));
    }
  }
}
