package org.wardgate.decision.rules;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryEntry;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.DeviceIdentified;
import org.wardgate.api.onboarding.OnboardingEvent.EnrolmentRequested;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.policy.NetworkBinding;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.NamedUrl;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/** What follows from onboarding's events. */
final class OnboardingRules {
  private final DecisionLimits limits;
  private final Admission admission;
  private final MudUrlRules mudUrls;

  OnboardingRules(DecisionLimits limits, Admission admission, MudUrlRules mudUrls) {
    this.limits = limits;
    this.admission = admission;
    this.mudUrls = mudUrls;
  }

  /** A stranger: remembered with its reason, up to a limit, and never more than that. */
  void refused(Draft draft, PeerRefused event) {
    Optional<DeviceCase> known = draft.find(event.device());
    boolean same =
        known
            .flatMap(c -> c.standing().problem())
            .map(p -> p.code().equals(event.problem().code()))
            .orElse(false);
    if (same) {
      return; // seen before, nothing new: not worth a record
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
            "");
    draft.put(stranger);
    draft.say(event.device(), "device.refused", stranger.standing().reason());
  }

  private void forgetOldestStranger(Draft draft) {
    List<DeviceCase> strangers =
        draft.state().cases().stream().filter(c -> c.policy().manufacturerId().isEmpty()).toList();
    if (strangers.size() >= limits.strangersMaxCount()) {
      strangers.stream()
          .min(Comparator.comparing(c -> c.standing().since()))
          .ifPresent(c -> draft.also(new Outcome.CaseForgotten(c.device())));
    }
  }

  /** A device proved who it is. */
  void identified(Draft draft, DeviceIdentified event) {
    DeviceId device = event.identity().device();
    Optional<InventoryEntry> entry = draft.inventory().entry(device);
    Optional<DeviceCase> known = draft.find(device);
    if (entry.isEmpty() || (known.isEmpty() && full(draft))) {
      return; // the authenticator refused it already, or will when the inventories agree again
    }
    Location location = location(event, known);
    DeviceCase current =
        known
            .map(c -> c.with(location))
            .orElseGet(() -> begin(draft, event, entry.get(), location));
    if (current.standing().state() == DeviceState.RETIRED) {
      return;
    }
    draft.put(current);
    if (!current.location().bound()) {
      bind(draft, event);
    }
    mudUrls.reconsider(draft, current, event.identity().mudUrl());
  }

  private boolean full(Draft draft) {
    return draft.state().cases().size() >= limits.devicesMaxCount() + limits.strangersMaxCount();
  }

  private static Location location(DeviceIdentified event, Optional<DeviceCase> known) {
    String address = Addresses.text(event.address());
    List<NetworkBinding> bindings =
        known.map(c -> c.location().joinedFirst(address)).orElse(List.of());
    return known
        .map(DeviceCase::location)
        .filter(l -> l.address().equals(address) && l.transport() == event.kind())
        .orElseGet(() -> new Location(event.kind(), address, bindings));
  }

  private static DeviceCase begin(
      Draft draft, DeviceIdentified event, InventoryEntry entry, Location location) {
    Optional<PolicySet> floor = Policies.floor(entry);
    PolicyFacts policy =
        new PolicyFacts(
            entry.manufacturerId(),
            NamedUrl.NONE,
            Optional.empty(),
            floor.map(draft::add),
            entry.hasFloor(),
            Optional.empty(),
            false,
            false,
            Optional.empty(),
            Optional.empty());
    Standing standing =
        Standing.good(
            DeviceState.IDENTIFIED, draft.at(), "it proved who made it and is in the inventory");
    draft.say(entry.device(), "device.identified", standing.reason());
    return new DeviceCase(
        event.identity().device(),
        entry.name(),
        standing,
        location,
        policy,
        TrustFacts.NONE,
        AdvisoryMarks.NONE,
        "");
  }

  private static void bind(Draft draft, DeviceIdentified event) {
    DeviceId device = event.identity().device();
    draft.ask(
        OpenWork.Kind.BIND,
        Optional.of(device),
        id ->
            new NetworkIntent.BindAddress(
                id, draft.in(DecisionLimits.BIND_TIME_MAX), device, event.address()));
  }

  /** A device asked for a certificate. */
  void requested(Draft draft, EnrolmentRequested event) {
    Optional<DeviceCase> known = draft.find(event.device());
    LiveFacts.Enrolment enrolment =
        new LiveFacts.Enrolment(event.correlationId(), event.publicKeySpki(), draft.at());
    if (known.isEmpty()) {
      draft.tell(
          new org.wardgate.api.onboarding.OnboardingIntent.RefuseEnrolment(
              event.correlationId(),
              draft.in(DecisionLimits.ENROLMENT_TIME_MAX),
              event.device(),
              Problem.of(DecisionErrors.UNKNOWN_DEVICE, "no completed handshake")));
      return;
    }
    DeviceCase current = known.get();
    switch (current.standing().state()) {
      case IDENTIFIED, PROFILED, ATTESTED, ADMITTED -> {
        boolean sameKey =
            draft
                .live(event.device())
                .enrolment()
                .map(open -> open.publicKeySpki().equals(event.publicKeySpki()))
                .orElse(true);
        draft.putLive(
            event.device(),
            l ->
                (sameKey ? l : l.withCertificate(Optional.empty()))
                    .withEnrolment(Optional.of(enrolment)));
        retryWhatIsMissing(draft, current);
        admission.advance(draft, draft.find(event.device()).orElseThrow());
      }
      default ->
          Admission.refuseEnrolment(
              draft,
              current,
              enrolment,
              current
                  .standing()
                  .problem()
                  .orElseGet(() -> Problem.of(OnboardingErrors.NOT_ADMISSIBLE, "")));
    }
  }

  private void retryWhatIsMissing(Draft draft, DeviceCase current) {
    if (current.policy().profile().isEmpty()) {
      mudUrls.reconsider(draft, current, Optional.empty());
    }
    if (!current.location().bound() && !draft.live(current.device()).binding()) {
      Addresses.parse(current.location().address())
          .ifPresent(
              address ->
                  draft.ask(
                      OpenWork.Kind.BIND,
                      Optional.of(current.device()),
                      id ->
                          new NetworkIntent.BindAddress(
                              id,
                              draft.in(DecisionLimits.BIND_TIME_MAX),
                              current.device(),
                              address)));
    }
  }
}
