package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.DeviceFunction;
import org.wardgate.api.inventory.Manufacturer;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.api.view.AdvisoryView;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.Standing;

/**
 * The only place that gives a device something: it walks a case as far as the facts carry it,
 * identified → profiled → attested → admitted, and nowhere else.
 */
final class Admission {
  private final Weighing weighing;
  private final AdvisoryReach reach;
  private final Fitness fitness;

  Admission(Weighing weighing, AdvisoryReach reach) {
    this.weighing = weighing;
    this.reach = reach;
    this.fitness = new Fitness(weighing);
  }

  /** Walks the case on after a fact has changed. */
  void advance(Draft draft, DeviceCase start) {
    DeviceCase current = profiled(draft, start);
    current = attested(draft, current);
    draft.put(current);
    if (current.standing().state() == DeviceState.ATTESTED
        || current.standing().state() == DeviceState.ADMITTED) {
      Enrolments.certify(draft, current);
    }
  }

  private DeviceCase profiled(Draft draft, DeviceCase current) {
    if (current.standing().state() != DeviceState.IDENTIFIED
        || current.policy().profile().isEmpty()) {
      return current;
    }
    Standing standing =
        Standing.good(DeviceState.PROFILED, draft.at(), "its MUD file is verified and compiled");
    draft.say(current.device(), "device.profiled", standing.reason());
    return bootstrapped(draft, current.with(standing));
  }

  /**
   * What its MUD file lets it do before it is admitted, if the hospital allows that to its
   * manufacturer; never after it was admitted or cut once.
   */
  private DeviceCase bootstrapped(Draft draft, DeviceCase current) {
    boolean fresh = !current.policy().everAdmitted() && !current.policy().everCut();
    if (!fresh || !bootstrappingAllowed(draft, current) || reach.bars(draft, current).isPresent()) {
      return current;
    }
    DeviceCase limited = confined(draft, current);
    Optional<PolicySet> target = Targets.bootstrapping(draft, limited);
    if (target.isEmpty() || current.policy().refuses(target.get().id())) {
      return current;
    }
    draft.enforce(current.device());
    return limited.with(limited.policy().withTarget(target.map(draft::add)));
  }

  private static boolean bootstrappingAllowed(Draft draft, DeviceCase current) {
    return Optional.ofNullable(
            draft.inventory().manufacturers().get(current.policy().manufacturerId()))
        .map(Manufacturer::bootstrappingAllowed)
        .orElse(false);
  }

  private DeviceCase confined(Draft draft, DeviceCase current) {
    String advisory = reach.confines(draft, current).map(AdvisoryCase::id).orElse("");
    return current.marks().limited() || advisory.isEmpty()
        ? current
        : current.with(current.marks().limitedBy(advisory));
  }

  /** A limit that came to its end while the device was cut; it has shown fresh evidence. */
  private static DeviceCase lapsed(Draft draft, DeviceCase current) {
    String id = current.marks().limitedBy();
    return AdvisoryReach.stands(draft, current, id, Advisory.Response.LOCAL_ONLY)
        ? current
        : current.with(current.marks().limitedBy(""));
  }

  /**
   * Its MUD file, or what the hospital says about it, changed: what it was granted already is
   * granted anew. It gets nothing it had not.
   */
  void regrant(Draft draft, DeviceCase current) {
    draft.put(current);
    DeviceState state = current.standing().state();
    boolean opening = draft.live(current.device()).opening();
    if (state != DeviceState.PROFILED && state != DeviceState.ADMITTED && !opening) {
      return;
    }
    Optional<ProfileId> before = current.policy().target();
    if (Targets.bootstraps(draft, current)) {
      DeviceCase again = bootstrapped(draft, current.with(current.policy().withTarget(empty())));
      if (again.policy().target().isEmpty()) {
        Degradation.endBootstrapping(draft, current);
      } else if (!again.policy().target().equals(before)) {
        draft.put(again);
      }
    } else if (state == DeviceState.ADMITTED || opening) {
      PolicySet declared = Targets.declared(draft, current);
      if (!before.equals(Optional.of(declared.id())) && !current.policy().refuses(declared.id())) {
        grant(draft, current, declared);
      }
    }
  }

  private static Optional<ProfileId> empty() {
    return Optional.empty();
  }

  private DeviceCase attested(Draft draft, DeviceCase current) {
    boolean affirmed =
        current.trust().attestation().map(a -> a.tier() == Tier.AFFIRMING).orElse(false);
    boolean attests = Weighing.attests(draft, current);
    if (current.standing().state() != DeviceState.PROFILED || (attests && !affirmed)) {
      return current;
    }
    if (!attests && !current.exemptions().accepted()) {
      return unaccepted(draft, current);
    }
    Optional<AdvisoryCase> barred = reach.bars(draft, current);
    if (barred.isPresent()) {
      bar(draft, current, barred.get());
      return draft.find(current.device()).orElse(current);
    }
    TrustVerdict verdict = weighing.weigh(draft, current);
    DeviceCase weighed = current.with(current.trust().withVerdict(verdict));
    switch (verdict.outcome()) {
      case TRUSTED -> {
        Standing standing =
            Standing.good(
                DeviceState.ATTESTED,
                draft.at(),
                attests
                    ? "its evidence is affirmed and it is trusted"
                    : "it cannot attest; a person accepts it and it is trusted");
        draft.say(current.device(), "device.attested", standing.reason());
        return weighed.with(standing);
      }
      case UNDECIDABLE -> {
        return weighed.with(weighed.standing().because(Weighing.problem(verdict)));
      }
      case NOT_TRUSTED -> {
        Degradation.worsen(draft, weighed, Weighing.problem(verdict));
        return draft.find(current.device()).orElseThrow();
      }
    }
    throw new IllegalStateException("unknown verdict " + verdict.outcome());
  }

  /** It cannot attest, and nobody speaks for it: it waits. */
  private static DeviceCase unaccepted(Draft draft, DeviceCase current) {
    Problem problem =
        Problem.of(DecisionErrors.NOT_ACCEPTED, Weighing.classOf(draft, current).name());
    if (!current.standing().says(problem)) {
      draft.say(current.device(), "device.waiting", problem.line());
    }
    return current.with(current.standing().because(problem));
  }

  /**
   * If what it is trusted for has changed, flows of functions are left out, or come back.
   *
   * @param before the case as it was weighed last
   */
  DeviceCase refit(Draft draft, DeviceCase before, DeviceCase current) {
    DeviceClass deviceClass = Weighing.classOf(draft, current);
    boolean same =
        Functions.withheld(deviceClass, before.trust().verdict())
            .equals(Functions.withheld(deviceClass, current.trust().verdict()));
    if (same
        || current.standing().state() != DeviceState.ADMITTED
        || current.policy().profile().isEmpty()) {
      return current;
    }
    PolicySet declared = Targets.declared(draft, current);
    boolean inForce = current.policy().target().equals(Optional.of(declared.id()));
    if (inForce || current.policy().refuses(declared.id())) {
      return current;
    }
    grant(draft, current, declared);
    return draft.find(current.device()).orElseThrow();
  }

  /** People are told that a device is watched although it stays, or that it is no longer. */
  DeviceCase watched(Draft draft, DeviceCase current) {
    if (current.standing().state() != DeviceState.ADMITTED
        || current.exemptions().grant().isPresent()) {
      return current;
    }
    Optional<String> before = current.standing().problem().map(Problem::code);
    Optional<Problem> now = current.trust().verdict().flatMap(Weighing::observed);
    if (now.map(Problem::code).equals(before)) {
      return current;
    } else if (now.isPresent()) {
      return current.with(current.standing().because(now.get()));
    }
    return before.map(Weighing.WATCHED::contains).orElse(false) ? again(draft, current) : current;
  }

  /** A device that cannot attest, that is here and that nothing speaks against any more. */
  void resume(Draft draft, DeviceCase current) {
    boolean waits =
        current.standing().state() == DeviceState.PROFILED || Return.byItself(current, draft.at());
    if (waits
        && !Weighing.attests(draft, current)
        && current.policy().everAdmitted()
        && AttestationRules.holdsItsPlace(draft, current)
        && fitness.problem(draft, current).isEmpty()) {
      open(draft, weighing.weighed(draft, current));
    }
  }

  /**
   * Puts the declared traffic in force, once the device has its configuration; it is admitted when
   * enforcement confirms.
   */
  void open(Draft draft, DeviceCase current) {
    Optional<AdvisoryCase> barred = reach.bars(draft, current);
    if (barred.isPresent()) {
      bar(draft, current, barred.get());
      return;
    }
    if (ConfigurationRules.holdsBack(draft, current)) {
      return;
    }
    DeviceCase confined = confined(draft, lapsed(draft, current.with(current.marks().cutBy(""))));
    reach.passedOver(draft, confined).forEach(a -> passedOver(draft, confined, a));
    PolicySet declared = Targets.declared(draft, confined);
    if (confined.policy().refuses(declared.id())) {
      Unenforceable.again(draft, confined);
    } else {
      grant(draft, confined, declared);
    }
  }

  /** The cap of its issuer is used up: people have to decide about the devices beyond it. */
  private static void passedOver(Draft draft, DeviceCase current, AdvisoryCase advisory) {
    draft.put(advisory.in(AdvisoryView.State.HELD));
    draft.sayHeld(
        Problem.of(
                MudErrors.ADVISORY_HELD,
                advisory.id() + " names " + current.device() + " too, beyond its issuer's cap")
            .line());
  }

  /** It stays where it is: an advisory names it. */
  private static void bar(Draft draft, DeviceCase current, AdvisoryCase advisory) {
    Problem problem = AdvisoryRelief.applies(advisory.effective().orElseThrow());
    if (Targets.bootstraps(draft, current)) {
      Degradation.endBootstrapping(draft, current);
    }
    Enrolments.refuseOpen(draft, current, problem);
    boolean said =
        current.marks().cutBy().equals(advisory.id())
            && current.standing().problem().equals(Optional.of(problem));
    if (said) {
      return;
    }
    DeviceCase written = draft.find(current.device()).orElse(current);
    draft.put(
        current
            .with(written.policy())
            .with(current.standing().instead(problem))
            .with(current.marks().cutBy(advisory.id())));
    draft.say(current.device(), "device.barred", problem.line());
  }

  /** A person allowed it for a time, whatever it is trusted: its declared traffic, at once. */
  void allow(Draft draft, DeviceCase current) {
    DeviceCase free = confined(draft, current.with(current.marks().cutBy("")));
    PolicySet declared = Targets.declared(draft, free);
    if (free.policy().refuses(declared.id())) {
      Unenforceable.again(draft, free);
    } else {
      grant(draft, free, declared);
    }
  }

  /** Nobody has to allow it any more what it has. */
  void rightfully(Draft draft, DeviceCase current) {
    boolean admitted = current.standing().state() == DeviceState.ADMITTED;
    regrant(draft, admitted ? again(draft, current) : current);
  }

  /** A person accepts a device that cannot attest; what it was cut for without that is over. */
  void accepted(Draft draft, DeviceCase current) {
    boolean lacked =
        current
            .standing()
            .problem()
            .map(p -> p.code().equals(DecisionErrors.NOT_ACCEPTED.code()))
            .orElse(false);
    boolean cut =
        current.standing().state() == DeviceState.QUARANTINED
            || current.standing().state() == DeviceState.RESTRICTED;
    if (!lacked || !cut) {
      advance(draft, current);
      return;
    }
    DeviceState state =
        current.policy().profile().isPresent() ? DeviceState.PROFILED : DeviceState.IDENTIFIED;
    DeviceCase again = current.with(Standing.good(state, draft.at(), "it is accepted again"));
    draft.put(again);
    boolean here = current.policy().everAdmitted() && AttestationRules.holdsItsPlace(draft, again);
    if (here && fitness.problem(draft, again).isEmpty()) {
      open(draft, again);
    } else {
      advance(draft, again);
    }
  }

  private static void grant(Draft draft, DeviceCase current, PolicySet target) {
    DeviceCase opened = current.with(current.policy().withTarget(Optional.of(draft.add(target))));
    boolean admitted = current.standing().state() == DeviceState.ADMITTED;
    draft.put(admitted ? opened.with(admittedStanding(draft, opened)) : opened);
    draft.putLive(current.device(), l -> l.opening(!admitted));
    draft.enforce(current.device());
  }

  /** Fresh evidence arrived: a limit for an advisory that no longer counts is lifted. */
  DeviceCase unconfined(Draft draft, DeviceCase current) {
    String id = current.marks().limitedBy();
    if (!current.marks().limited()
        || AdvisoryReach.stands(draft, current, id, Advisory.Response.LOCAL_ONLY)) {
      return current;
    }
    DeviceCase free = confined(draft, current.with(current.marks().limitedBy("")));
    PolicySet declared = Targets.declared(draft, free);
    if (free.policy().refuses(declared.id())) {
      return current;
    }
    grant(draft, free, declared);
    draft.say(current.device(), "device.restored", "fresh evidence is affirmed");
    return draft.find(current.device()).orElseThrow();
  }

  /** An admitted device that had something to say has no longer. */
  DeviceCase again(Draft draft, DeviceCase current) {
    return current.with(admittedStanding(draft, current));
  }

  private static Standing admittedStanding(Draft draft, DeviceCase current) {
    Instant since =
        current.standing().state() == DeviceState.ADMITTED
            ? current.standing().since()
            : draft.at();
    String remark =
        current.policy().target().flatMap(draft::policy).map(Targets::remark).orElse("")
            + withheld(draft, current);
    Optional<Exemption> exemption = current.exemptions().grant();
    if (exemption.isPresent()) {
      Problem allowed = ExemptionWords.problem(exemption.get());
      return new Standing(
          DeviceState.ADMITTED, since, allowed.line() + remark, Optional.of(allowed));
    }
    Optional<Problem> limit =
        draft
            .advisory(current.marks().limitedBy())
            .map(a -> AdvisoryRelief.applies(a.newest()))
            .or(
                () ->
                    draft.incidents().marked(current.marks().limitedBy()).map(Incidents::problem));
    Optional<Problem> said = limit.or(() -> current.trust().verdict().flatMap(Weighing::observed));
    String reason =
        said.map(Problem::line).orElse("trusted, with its declared traffic alone") + remark;
    return new Standing(DeviceState.ADMITTED, since, reason, said);
  }

  private static String withheld(Draft draft, DeviceCase current) {
    List<DeviceFunction> withheld = Targets.withheld(draft, current);
    return withheld.isEmpty()
        ? ""
        : "; not trusted enough for "
            + withheld.stream().map(DeviceFunction::name).collect(Collectors.joining(", "));
  }

  /**
   * Enforcement confirmed: the device is admitted, and gets its certificate if it waits for one.
   */
  void admitted(Draft draft, DeviceCase current) {
    if (current.standing().state() != DeviceState.ADMITTED && stopped(draft, current)) {
      return;
    }
    if (current.standing().state() != DeviceState.ADMITTED) {
      DeviceCase admitted =
          current
              .with(admittedStanding(draft, current))
              .with(current.policy().admitted())
              .with(current.trust().watchedFrom(draft.at()));
      draft.put(admitted);
      draft.say(current.device(), "device.admitted", admitted.standing().reason());
      int periodSeconds = Weighing.classOf(draft, current).challengePeriodSeconds();
      draft.putLive(
          current.device(),
          l -> l.opening(false).challengeAt(draft.in(Duration.ofSeconds(periodSeconds))));
    }
    Enrolments.handOver(draft, draft.find(current.device()).orElse(current));
  }

  /** An advisory that came while enforcement was at work. */
  private boolean stopped(Draft draft, DeviceCase current) {
    if (current.exemptions().glassBroken()) {
      return false;
    }
    Optional<AdvisoryCase> barred = reach.bars(draft, current);
    if (barred.isPresent()) {
      draft.putLive(current.device(), l -> l.opening(false));
      DeviceCase back = current.with(current.policy().withTarget(current.policy().lowestTarget()));
      draft.put(back);
      draft.enforce(current.device());
      bar(draft, back, barred.get());
      return true;
    }
    Optional<AdvisoryCase> confining =
        current.marks().limited() ? Optional.empty() : reach.confines(draft, current);
    confining.ifPresent(
        a ->
            Degradation.confine(
                draft, current, a.id(), AdvisoryRelief.applies(a.effective().orElseThrow())));
    return confining.isPresent();
  }
}
