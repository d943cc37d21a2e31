package org.wardgate.decision.rules;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.mud.AdvisoryEvent.AdvisoryVerified;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.api.view.AdvisoryView.State;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.AdvisoryCase.Approval;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Outcome;

/**
 * What follows from threat advisories. One file cannot isolate a ward: beyond a cap it waits for
 * people.
 */
final class AdvisoryRules {
  private final DecisionLimits limits;
  private final AdvisoryReach reach;
  private final AdvisoryRelief relief;

  AdvisoryRules(DecisionLimits limits, AdvisoryReach reach) {
    this.limits = limits;
    this.reach = reach;
    this.relief = new AdvisoryRelief(reach);
  }

  /** A new advisory, a newer version of one, or a withdrawal. */
  void verified(Draft draft, AdvisoryVerified event) {
    Advisory advisory = event.advisory();
    Optional<AdvisoryCase> known = draft.advisory(advisory.id());
    if (known.map(k -> same(k.newest(), advisory)).orElse(false)) {
      return; // handed in again: nothing new
    }
    Optional<Problem> refusal =
        known.isPresent() ? contradicts(known.get(), advisory) : makeRoom(draft, advisory);
    if (refusal.isPresent()) {
      draft.refuse(refusal.get());
      draft.say("advisory.refused", refusal.get().line());
      return;
    }
    AdvisoryCase fresh =
        new AdvisoryCase(
            advisory, State.HELD, known.flatMap(AdvisoryCase::effective), List.of(), false);
    if (advisory.withdrawn() || over(draft, advisory)) {
      end(draft, fresh, advisory.withdrawn() ? "its issuer withdrew it" : "it has expired");
    } else {
      weigh(draft, fresh);
    }
  }

  private static boolean same(Advisory known, Advisory again) {
    return known.issuer().equals(again.issuer())
        && known.version() == again.version()
        && known.contentSha256().equals(again.contentSha256());
  }

  private static Optional<Problem> contradicts(AdvisoryCase known, Advisory advisory) {
    if (!known.newest().issuer().equals(advisory.issuer())) {
      return Optional.of(
          Problem.of(
              MudErrors.ADVISORY_SIGNER,
              advisory.id() + " is an advisory of " + known.newest().issuer()));
    }
    return advisory.version() > known.newest().version()
        ? Optional.empty()
        : Optional.of(
            Problem.of(
                MudErrors.ADVISORY_ROLLBACK,
                advisory.id() + " version " + known.newest().version() + " is known"));
  }

  /** The oldest that no longer counts gives way to a new one; those that count never do. */
  private static Optional<Problem> makeRoom(Draft draft, Advisory advisory) {
    List<AdvisoryCase> all = draft.advisories();
    List<AdvisoryCase> own =
        all.stream().filter(a -> a.newest().issuer().equals(advisory.issuer())).toList();
    boolean ownFull = own.size() >= DecisionLimits.ADVISORIES_PER_ISSUER_MAX_COUNT;
    if (!ownFull && all.size() < DecisionLimits.ADVISORIES_MAX_COUNT) {
      return Optional.empty();
    }
    Optional<AdvisoryCase> ended =
        (ownFull ? own : all)
            .stream()
                .filter(a -> a.effective().isEmpty() && a.state() != State.HELD)
                .min(java.util.Comparator.comparing(a -> a.newest().expiresAt()));
    if (ended.isEmpty()) {
      return Optional.of(Problem.of(DecisionErrors.TOO_MANY_ADVISORIES, advisory.id()));
    }
    draft.also(new Outcome.AdvisoryForgotten(ended.get().id()));
    return Optional.empty();
  }

  /** Applies an advisory, or holds it if it would cut too many. */
  private void weigh(Draft draft, AdvisoryCase fresh) {
    Advisory advisory = fresh.newest();
    List<DeviceCase> hit = AdvisoryReach.worsens(draft, advisory, draft.cases());
    if (tooMany(draft, fresh, hit)) {
      hold(draft, fresh, hit);
      return;
    }
    draft.put(fresh.in(State.IN_FORCE));
    hit.forEach(c -> worsen(draft, c, advisory));
    relief.reconsider(draft, advisory.id(), draft.cases());
    draft.say(
        "advisory.in-force",
        words(advisory) + " is in force, " + response(advisory) + ": " + names(hit));
  }

  private boolean tooMany(Draft draft, AdvisoryCase advisory, List<DeviceCase> hit) {
    return !advisory.approved()
        && !hit.isEmpty()
        && AdvisoryReach.worsened(draft, advisory.newest().issuer()) + hit.size()
            > reach.cap(draft);
  }

  /** The dry run: nothing is cut, people see whom it would cut. */
  private void hold(Draft draft, AdvisoryCase advisory, List<DeviceCase> hit) {
    draft.put(advisory.in(State.HELD));
    relief.reconsider(draft, advisory.id(), draft.cases());
    String dryRun =
        words(advisory.newest())
            + " would worsen "
            + hit.size()
            + " devices, cap "
            + reach.cap(draft)
            + ": "
            + names(hit);
    draft.say("advisory.held", Problem.of(MudErrors.ADVISORY_HELD, dryRun).line());
  }

  private static void worsen(Draft draft, DeviceCase current, Advisory advisory) {
    Problem problem = AdvisoryRelief.applies(advisory);
    if (advisory.response() == Response.QUARANTINE) {
      Degradation.worsen(draft, current, problem);
      draft
          .find(current.device())
          .filter(c -> !c.exemptions().glassBroken()) // that one is not cut
          .ifPresent(c -> draft.put(c.with(c.marks().cutBy(advisory.id()))));
    } else {
      Degradation.confine(draft, current, advisory.id(), problem);
    }
  }

  /**
   * The facts of some devices changed, for example with a newer MUD file: advisories may name them
   * now, or no longer.
   */
  void rematch(Draft draft, Collection<DeviceCase> changed) {
    for (AdvisoryCase known : draft.advisories()) {
      Optional<Advisory> effective = known.effective();
      if (effective.isEmpty()) {
        continue;
      }
      List<DeviceCase> current = again(draft, changed);
      List<DeviceCase> hit = AdvisoryReach.worsens(draft, effective.get(), current);
      if (!tooMany(draft, known, hit)) {
        hit.forEach(c -> worsen(draft, c, effective.get()));
      } else if (known.state() == State.IN_FORCE) {
        hold(draft, known, hit);
      }
      relief.reconsider(draft, known.id(), again(draft, changed));
    }
  }

  private static List<DeviceCase> again(Draft draft, Collection<DeviceCase> changed) {
    return changed.stream().flatMap(c -> draft.find(c.device()).stream()).toList();
  }

  /** What has expired no longer counts. */
  void expire(Draft draft) {
    for (AdvisoryCase known : draft.advisories()) {
      if (known.state() != State.WITHDRAWN && over(draft, known.newest())) {
        end(draft, known, "it has expired");
      } else if (known.previous().map(p -> over(draft, p)).orElse(false)) {
        draft.put(known.withoutPrevious());
        relief.reconsider(draft, known.id(), draft.cases());
      }
    }
  }

  private static boolean over(Draft draft, Advisory advisory) {
    return !advisory.expiresAt().isAfter(draft.at());
  }

  private void end(Draft draft, AdvisoryCase advisory, String why) {
    draft.put(advisory.in(State.WITHDRAWN));
    relief.reconsider(draft, advisory.id(), draft.cases());
    draft.say("advisory.withdrawn", words(advisory.newest()) + " no longer counts: " + why);
  }

  /** An operator approves or dismisses what is held. */
  void decide(Draft draft, Command.OfAdvisory command) {
    Optional<AdvisoryCase> known = draft.advisory(command.advisory());
    if (known.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.UNKNOWN_ADVISORY, command.advisory()));
    } else if (known.get().state() != State.HELD) {
      draft.refuse(
          Problem.of(
              DecisionErrors.NOT_ALLOWED, command.advisory() + " is " + known.get().state()));
    } else if (command.version() != known.get().newest().version()) {
      draft.refuse(
          Problem.of(
              DecisionErrors.NOT_ALLOWED,
              words(known.get().newest()) + " is held, not version " + command.version()));
    } else if (command instanceof Command.ApproveAdvisory) {
      approve(draft, known.get(), command);
    } else {
      draft.put(known.get().in(State.DISMISSED));
      draft.say(
          "advisory.dismissed",
          words(known.get().newest()) + ": " + command.operator() + ": " + command.reason());
    }
  }

  private void approve(Draft draft, AdvisoryCase held, Command.OfAdvisory command) {
    if (held.approvedBy(command.operator())) {
      draft.refuse(
          Problem.of(DecisionErrors.SAME_OPERATOR, command.operator() + " has approved already"));
      return;
    }
    AdvisoryCase approved =
        held.plus(
            new Approval(command.operator(), command.reason(), draft.at()),
            limits.approvalsMinCount());
    if (approved.approved()) {
      weigh(draft, approved);
      return;
    }
    draft.put(approved);
    draft.say(
        "advisory.approved",
        words(approved.newest())
            + ": "
            + approved.approvals().size()
            + " of "
            + limits.approvalsMinCount()
            + " by "
            + command.operator()
            + ": "
            + command.reason());
  }

  private static String words(Advisory advisory) {
    return "advisory " + advisory.id() + " version " + advisory.version();
  }

  private static String response(Advisory advisory) {
    return switch (advisory.response()) {
      case QUARANTINE -> "quarantine";
      case LOCAL_ONLY -> "local networks only";
      case ALARM -> "alarm only";
    };
  }

  private static String names(List<DeviceCase> hit) {
    return hit.isEmpty()
        ? "no device now"
        : hit.stream().map(c -> c.device().value()).collect(Collectors.joining(", "));
  }
}
