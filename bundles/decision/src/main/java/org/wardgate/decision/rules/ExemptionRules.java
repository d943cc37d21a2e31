package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.Optional;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.TrustView.Exemption.Kind;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Exemption;
import org.wardgate.decision.state.Outcome;

/**
 * What people allow a device for a time: to overrule a verdict, to break the glass, to accept one
 * that cannot attest. Each ends by itself.
 */
final class ExemptionRules {
  private final Admission admission;
  private final AdvisoryReach reach;
  private final ExemptionEnd end;

  ExemptionRules(Admission admission, AdvisoryReach reach, ExemptionEnd end) {
    this.admission = admission;
    this.reach = reach;
    this.end = end;
  }

  void decide(Draft draft, DeviceCase current, Command.OfDevice command) {
    if (command instanceof Command.Overrule o) {
      give(draft, current, o, Kind.OVERRIDE, o.validity(), notOverrulable(draft, current));
    } else if (command instanceof Command.BreakGlass b) {
      give(draft, current, b, Kind.BREAK_GLASS, b.validity(), IdentityDoubt.of(draft, current));
    } else if (command instanceof Command.Accept a) {
      give(draft, current, a, Kind.ACCEPTANCE, a.validity(), notAcceptable(draft, current));
    } else if (command instanceof Command.EndExemption e) {
      endNewest(draft, current, e);
    }
  }

  /** While a patient may need the device, nobody takes it away by the way. */
  static boolean protects(Draft draft, DeviceCase current, Command.OfDevice command) {
    boolean takes =
        command instanceof Command.Quarantine
            || command instanceof Command.Retire
            || command instanceof Command.HandOver;
    Optional<Exemption> glass = current.exemptions().of(Kind.BREAK_GLASS).filter(e -> takes);
    glass.ifPresent(
        e -> draft.refuse(Problem.of(DecisionErrors.GLASS_IS_BROKEN, ExemptionWords.line(e))));
    return glass.isPresent();
  }

  private void give(
      Draft draft,
      DeviceCase current,
      Command command,
      Kind kind,
      Duration validity,
      Optional<Problem> refusal) {
    Optional<Problem> refused = malformed(command, kind, validity).or(() -> refusal);
    if (refused.isPresent()) {
      draft.refuse(refused.get());
      return;
    }
    boolean cut =
        current.standing().state() == DeviceState.QUARANTINED
            || current.standing().state() == DeviceState.RESTRICTED;
    Exemption exemption =
        new Exemption(
            kind,
            command.operator(),
            command.reason(),
            draft.at(),
            validity,
            draft.in(validity),
            current
                .exemptions()
                .grant()
                .flatMap(Exemption::despite)
                .or(() -> current.standing().problem().filter(p -> cut || TrustCauses.is(p))),
            ExemptionCover.provenBad(current),
            false);
    DeviceCase exempt = current.with(current.exemptions().with(exemption));
    draft.put(exempt);
    draft.also(
        new Outcome.EndsIs(
            current.device(),
            kind,
            Optional.of(draft.moment().monotonicMillis() + validity.toMillis())));
    follow(draft, exempt, kind);
    String despite = exemption.despite().map(p -> "; despite " + p.line()).orElse("");
    draft.say(current.device(), record(kind), ExemptionWords.line(exemption) + despite);
  }

  private static String record(Kind kind) {
    return switch (kind) {
      case OVERRIDE -> "device.overruled";
      case BREAK_GLASS -> "device.break-glass";
      case ACCEPTANCE -> "device.accepted";
    };
  }

  private void follow(Draft draft, DeviceCase exempt, Kind kind) {
    if (kind == Kind.ACCEPTANCE) {
      admission.accepted(draft, exempt);
    } else {
      admission.allow(draft, exempt);
    }
  }

  private static Optional<Problem> malformed(Command command, Kind kind, Duration validity) {
    ExemptionLimits limits = ExemptionLimits.of(kind);
    if (command.operator().isBlank() || command.reason().isBlank()) {
      return Optional.of(Problem.of(DecisionErrors.BAD_COMMAND, "who and why must be said"));
    }
    return limits.allow(validity)
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                DecisionErrors.BAD_COMMAND,
                "it may be given for " + limits.min() + " to " + limits.max()));
  }

  /**
   * A verdict is overruled, nothing else: not what an issuer of advisories, another operator or an
   * incident's playbook decided, and not that it lacks a certificate.
   */
  private Optional<Problem> notOverrulable(Draft draft, DeviceCase c) {
    Optional<Problem> doubt = IdentityDoubt.of(draft, c);
    if (doubt.isPresent()) {
      return doubt;
    }
    if (!c.life().certified() || c.life().certificate().endedBefore(draft.at())) {
      return IdentityDoubt.refused("it has no certificate of this ward that is in force");
    }
    Optional<Problem> cause = c.standing().problem();
    if (cause.filter(TrustCauses::refutesIdentity).isPresent()) {
      return IdentityDoubt.refused("its evidence is another device's: " + cause.get().line());
    }
    Optional<AdvisoryCase> advisory = reach.bars(draft, c);
    if (advisory.isPresent()) {
      return IdentityDoubt.refused(
          "an advisory names it: "
              + Problem.of(MudErrors.ADVISORY_APPLIES, advisory.get().id()).line());
    }
    boolean cut =
        c.standing().state() == DeviceState.QUARANTINED
            || c.standing().state() == DeviceState.RESTRICTED;
    return cause
        .filter(p -> cut && !TrustCauses.is(p))
        .flatMap(p -> IdentityDoubt.refused("it is not cut for its trust: " + p.line()));
  }

  private static Optional<Problem> notAcceptable(Draft draft, DeviceCase c) {
    DeviceClass deviceClass = Weighing.classOf(draft, c);
    DeviceState state = c.standing().state();
    if (draft.inventory().entry(c.device()).isEmpty() || deviceClass.assurance().attests()) {
      return IdentityDoubt.refused("devices of class " + deviceClass.name() + " attest");
    } else if (state == DeviceState.REFUSED || state == DeviceState.RETIRED) {
      return IdentityDoubt.refused(c.device() + " is " + state);
    }
    return c.life().twin().map(CloneRules::problem);
  }

  /** What counts most ends first; the acceptance only if nothing else is in force. */
  private void endNewest(Draft draft, DeviceCase current, Command command) {
    Optional<Exemption> counts =
        current.exemptions().grant().or(() -> current.exemptions().of(Kind.ACCEPTANCE));
    if (counts.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.NOT_ALLOWED, current.device() + " has no exemption"));
      return;
    }
    end.end(draft, current, counts.get(), command.operator() + ": " + command.reason());
  }
}
