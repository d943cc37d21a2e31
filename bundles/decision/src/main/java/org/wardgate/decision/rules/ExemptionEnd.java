package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.state.ClockFacts;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/**
 * Ends what people allowed, by itself or at an operator's word, and weighs the device again at
 * once. Within a process time is counted by the monotonic clock: whoever sets the clock on the wall
 * makes nothing last longer and ends nothing.
 */
final class ExemptionEnd {
  private final Fitness fitness;
  private final Admission admission;
  private final AdvisoryRules advisories;

  ExemptionEnd(Weighing weighing, Admission admission, AdvisoryRules advisories) {
    this.fitness = new Fitness(weighing);
    this.admission = admission;
    this.advisories = advisories;
  }

  void tick(Draft draft) {
    for (DeviceId device : draft.state().exempted()) {
      draft
          .find(device)
          .ifPresent(c -> c.exemptions().all().forEach(e -> tick(draft, c.device(), e)));
      draft.find(device).ifPresent(c -> resume(draft, c));
    }
  }

  private void tick(Draft draft, DeviceId device, Exemption e) {
    DeviceCase current = draft.find(device).orElseThrow();
    Optional<Long> endsAt = draft.state().exemptionEnd(device, e.kind());
    if (endsAt.isEmpty()) {
      begin(draft, current, e);
      return;
    }
    long leftMillis = endsAt.get() - draft.moment().monotonicMillis();
    if (leftMillis <= 0) {
      end(draft, current, e, "its time is over");
      return;
    }
    Instant until = draft.at().plusMillis(leftMillis);
    Exemption shown = e;
    if (draft.clockRight()
        && Duration.between(e.until(), until).abs().compareTo(ClockFacts.LEAP) > 0) {
      shown = e.endingAt(until);
    }
    announce(draft, current, shown, Duration.ofMillis(leftMillis));
  }

  /**
   * The first look since the start. While the clock is not believed, the time we were off is not
   * known.
   */
  private void begin(Draft draft, DeviceCase current, Exemption e) {
    Duration left = Duration.between(draft.at(), e.until());
    if (!draft.clockRight()) {
      if (left.isNegative()) {
        end(draft, current, e, "its time is over");
      }
      return;
    }
    Duration counted =
        left.compareTo(ExemptionLimits.AFTER_START_MIN) < 0
            ? ExemptionLimits.AFTER_START_MIN
            : left.compareTo(e.validity()) > 0 ? e.validity() : left;
    draft.also(
        new Outcome.EndsIs(
            current.device(),
            e.kind(),
            Optional.of(draft.moment().monotonicMillis() + counted.toMillis())));
  }

  private static void announce(Draft draft, DeviceCase current, Exemption e, Duration left) {
    Duration share = e.validity().dividedBy(ExemptionLimits.ANNOUNCED_SHARE);
    Duration before =
        share.compareTo(ExemptionLimits.ANNOUNCED_BEFORE) < 0
            ? share
            : ExemptionLimits.ANNOUNCED_BEFORE;
    boolean due = e.kind() == Kind.ACCEPTANCE && !e.announced() && left.compareTo(before) <= 0;
    Exemption said = due ? e.asAnnounced() : e;
    if (due) {
      draft.say(current.device(), "device.acceptance-ends", ExemptionWords.problem(e).line());
    }
    if (!current.exemptions().all().contains(said)) {
      draft.put(current.with(current.exemptions().with(said)));
    }
  }

  /** What was granted and not confirmed when the process ended is granted again. */
  private void resume(Draft draft, DeviceCase c) {
    boolean waits =
        c.exemptions().grant().isPresent()
            && c.standing().state() != DeviceState.ADMITTED
            && !draft.live(c.device()).opening()
            && c.policy().profile().isPresent();
    if (waits && !c.policy().refuses(Targets.declared(draft, c).id())) {
      admission.allow(draft, c);
    }
  }

  /** It is over: the device is weighed as if nobody had allowed anything. */
  void end(Draft draft, DeviceCase current, Exemption e, String why) {
    DeviceCase without = current.with(current.exemptions().without(e.kind()));
    draft.put(without);
    draft.also(new Outcome.EndsIs(current.device(), e.kind(), Optional.empty()));
    if (e.kind() == Kind.ACCEPTANCE) {
      acceptanceOver(draft, without);
    } else {
      weighAgain(draft, without, e);
    }
    String now = draft.find(current.device()).orElse(without).standing().reason();
    draft.say(
        current.device(),
        "device.exemption-ended",
        ExemptionWords.name(e) + " by " + e.operator() + " ended: " + why + "; " + now);
  }

  private static void acceptanceOver(Draft draft, DeviceCase c) {
    boolean needed = !Weighing.classOf(draft, c).assurance().attests();
    boolean has =
        c.standing().state() == DeviceState.ADMITTED
            || c.standing().state() == DeviceState.ATTESTED
            || draft.live(c.device()).opening();
    if (needed && has) {
      Degradation.worsen(
          draft, c, Problem.of(DecisionErrors.NOT_ACCEPTED, "the acceptance is over"));
    }
  }

  private void weighAgain(Draft draft, DeviceCase c, Exemption e) {
    if (c.standing().state() != DeviceState.ADMITTED) {
      notConfirmed(draft, c);
      return;
    }
    Optional<Problem> stands =
        e.despite()
            .filter(p -> !TrustCauses.is(p) && !CutCauses.foundAgain(p))
            .filter(p -> !Incidents.dismissed(draft, p));
    if (stands.isPresent()) {
      Degradation.worsen(draft, c, stands.get());
    } else if (!c.life().certified()) {
      Degradation.backToTheGate(
          draft, c, Problem.of(DecisionErrors.EXEMPTION_OVER, "it has no certificate"));
    } else {
      advisories.rematch(draft, List.of(c));
      draft
          .find(c.device())
          .filter(again -> again.standing().state() == DeviceState.ADMITTED)
          .ifPresent(again -> judge(draft, again));
    }
  }

  /**
   * Enforcement has not confirmed what it was allowed, or not since the start: it is where it was.
   * One that is attested opens for a reason of its own.
   */
  private static void notConfirmed(Draft draft, DeviceCase c) {
    boolean ownReason = c.standing().state() == DeviceState.ATTESTED;
    if (c.exemptions().grant().isEmpty() && !ownReason) {
      draft.putLive(c.device(), l -> l.opening(false));
    }
  }

  private void judge(Draft draft, DeviceCase c) {
    Optional<Problem> unfit = fitness.problem(draft, c);
    if (unfit.isPresent()) {
      Degradation.worsen(draft, c, unfit.get());
    } else {
      admission.rightfully(draft, c);
    }
    DeviceCase judged = draft.find(c.device()).orElse(c);
    if (judged.policy().everAdmitted()
        && Weighing.classOf(draft, judged).assurance().attests()
        && !draft.live(c.device()).doing(OpenWork.Kind.CHALLENGE)) {
      Challenges.ask(draft, judged);
    }
  }
}
