package org.wardgate.decision.rules;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.wardgate.api.DeviceId;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.RevocationReason;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.rules.CoreEvent.RecordsErased;
import org.wardgate.decision.state.AdvisoryMarks;
import org.wardgate.decision.state.DeniedTable;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Erasure;
import org.wardgate.decision.state.Exemptions;
import org.wardgate.decision.state.Life;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.Location;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.PolicyFacts;
import org.wardgate.decision.state.Standing;
import org.wardgate.decision.state.TrustFacts;

/**
 * A device goes out of service: cut, revoked, and, when its retention is over and it is safe, its
 * data erased. First they leave the state, then the journal; an audit record stays.
 */
final class RetirementRules {
  private final Duration retention;

  RetirementRules(DecisionLimits limits) {
    this.retention = limits.times().retention();
  }

  static void retire(Draft draft, DeviceCase current, Command command) {
    Degradation.retire(
        draft,
        current,
        Problem.of(DecisionErrors.OPERATOR, command.operator() + ": " + command.reason()));
    RevocationRules.order(
        draft,
        draft.find(current.device()).orElse(current),
        RevocationReason.CESSATION_OF_OPERATION);
  }

  /** Takes the data of those out of the state whose time has come, and has them erased. */
  void tick(Draft draft) {
    List<DeviceId> begun = new ArrayList<>();
    for (DeviceCase c : draft.state().cases()) {
      boolean may = draft.live(c.device()).mayBegin(OpenWork.Kind.ERASE, draft.at());
      boolean ordered = c.life().erasure() == Erasure.ORDERED;
      if (begun.size() < DecisionLimits.ERASED_AT_ONCE_MAX_COUNT
          && may
          && (ordered || due(draft, draft.find(c.device()).orElse(c)))) {
        begun.add(c.device());
        if (!ordered) {
          empty(draft, c);
        }
      }
    }
    if (!begun.isEmpty()) {
      erase(draft, begun);
    }
  }

  /** Not while it is in the way of anything, nor while its floor holds. */
  private boolean due(Draft draft, DeviceCase c) {
    return c.standing().state() == DeviceState.RETIRED
        && c.life().erasure() == Erasure.NONE
        && draft.clockRight()
        && !draft.at().isBefore(c.standing().since().plus(retention))
        && c.policy().target().isEmpty()
        && !draft.live(c.device()).doing(OpenWork.Kind.PLACE)
        && !c.life().revoking()
        && draft.state().enforced();
  }

  private static void empty(Draft draft, DeviceCase c) {
    String who = c.standing().problem().map(Problem::detail).orElse("");
    int colon = who.indexOf(':');
    Standing standing =
        Standing.good(
            DeviceState.RETIRED,
            c.standing().since(),
            "out of service" + (colon > 0 ? ", by " + who.substring(0, colon) : ""));
    draft.put(emptied(c.device(), standing, Erasure.ORDERED));
    draft.also(new Outcome.DeniedIs(c.device(), DeniedTable.NONE));
    draft.putLive(c.device(), l -> LiveFacts.NONE);
    c.location()
        .bindings()
        .forEach(b -> draft.also(new Outcome.ClaimIs(b.mac(), Optional.empty())));
    draft.say(c.device(), "device.erasing", "its data have left the state");
  }

  private static DeviceCase emptied(DeviceId device, Standing standing, Erasure progress) {
    return new DeviceCase(
        device,
        device.value(),
        standing,
        new Location(TransportKind.COAP, "", List.of()),
        PolicyFacts.NONE,
        TrustFacts.NONE,
        AdvisoryMarks.NONE,
        Life.erased(progress),
        Exemptions.NONE);
  }

  private static void erase(Draft draft, List<DeviceId> devices) {
    draft.ask(
        OpenWork.Kind.ERASE,
        Optional.empty(),
        id ->
            new CoreIntent.EraseRecords(
                id, draft.deadline(DecisionLimits.ERASE_TIME_MAX), devices));
    devices.forEach(d -> draft.putLive(d, l -> l.with(OpenWork.Kind.ERASE, true)));
  }

  /** The audit record is the ward's, not the device's: that one's records go. */
  static void erased(Draft draft, RecordsErased event) {
    draft.close(event.correlationId());
    Map<DeviceId, DeviceCase> done =
        event.recordsCount().keySet().stream()
            .flatMap(d -> draft.find(d).stream())
            .filter(c -> c.life().erasure() == Erasure.ORDERED)
            .collect(Collectors.toMap(DeviceCase::device, c -> c));
    done.forEach(
        (device, c) -> {
          draft.putLive(device, l -> LiveFacts.NONE);
          draft.put(emptied(device, c.standing(), Erasure.DONE));
        });
    if (!done.isEmpty()) {
      draft.say(
          "device.erased",
          done.values().stream()
              .sorted(java.util.Comparator.comparing(DeviceCase::device))
              .map(c -> line(c, event.recordsCount().getOrDefault(c.device(), 0)))
              .collect(Collectors.joining("; ")));
    }
  }

  private static String line(DeviceCase c, int recordsCount) {
    return c.device() + ": " + recordsCount + " records, " + c.standing().reason();
  }

  /** The cloud is behind, or the disk refused. */
  static void failed(Draft draft) {
    draft.state().cases().stream()
        .filter(c -> c.life().erasure() == Erasure.ORDERED)
        .filter(c -> draft.live(c.device()).doing(OpenWork.Kind.ERASE))
        .forEach(
            c ->
                draft.putLive(
                    c.device(),
                    l ->
                        l.with(OpenWork.Kind.ERASE, false)
                            .failed(OpenWork.Kind.ERASE, draft.in(DecisionLimits.ERASE_RETRY))));
  }
}
