package org.wardgate.decision.rules;

import java.net.InetAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.attestation.AttestationEvent.EvidenceAppraised;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.Playbook;
import org.wardgate.api.inventory.Playbook.Trigger;
import org.wardgate.api.network.NetworkEvent.PacketsDenied;
import org.wardgate.api.view.DeviceState;
import org.wardgate.api.view.IncidentView.State;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IncidentCase;
import org.wardgate.decision.state.IncidentReach;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Troubles;

/**
 * Finds what troubles of several devices have in common, by the hospital's playbooks. The work for
 * an event does not grow with the ward, only with the playbooks and the open incidents.
 */
final class IncidentRules {
  /** Most incidents known; the oldest that people have decided about is forgotten for a new one. */
  static final int INCIDENTS_MAX_COUNT = 256;

  private final IncidentResponse response;

  IncidentRules(DecisionLimits limits, AdvisoryReach reach) {
    this.response = new IncidentResponse(limits, reach);
  }

  /** Looks at what an event has led to. */
  void correlate(Draft draft, Event event) {
    if (event instanceof EvidenceAppraised e) {
      appraised(draft, e);
    } else if (event instanceof PacketsDenied e) {
      denied(draft, e);
    }
    for (DeviceCase c : draft.written()) {
      if (fell(draft, c)) {
        trouble(draft, Trigger.SAME_TIME, "", c.device());
      }
    }
  }

  private void appraised(Draft draft, EvidenceAppraised event) {
    String firmware = event.result().observed().measurementsSha256();
    if (firmware.isEmpty() || draft.find(event.device()).isEmpty()) {
      return;
    }
    if (!firmware.equals(draft.state().firmware(event.device()))) {
      draft.also(new Outcome.FirmwareIs(event.device(), firmware));
    }
    if (event.result().status() == Tier.CONTRAINDICATED) {
      trouble(draft, Trigger.SAME_FIRMWARE, firmware, event.device());
    }
  }

  /** Not what is said to everybody: every second device does that. */
  private void denied(Draft draft, PacketsDenied event) {
    InetAddress to = event.destination();
    Optional<DeviceId> device = draft.state().deviceAt(event.source());
    boolean admitted =
        device
            .flatMap(draft.state()::deviceCase)
            .filter(c -> c.standing().state() == DeviceState.ADMITTED)
            .isPresent();
    if (admitted && !to.isMulticastAddress() && !broadcast(to)) {
      trouble(draft, Trigger.SAME_DESTINATION, Addresses.text(to), device.orElseThrow());
    }
  }

  private static boolean broadcast(InetAddress address) {
    byte[] octets = address.getAddress();
    return octets.length == 4 && octets[3] == -1;
  }

  /** Admitted before this event, and cut now for what its trust rests on. */
  private static boolean fell(Draft draft, DeviceCase c) {
    boolean cut =
        c.standing().state() == DeviceState.QUARANTINED
            || c.standing().state() == DeviceState.RESTRICTED;
    return cut
        && c.standing().problem().filter(TrustCauses::is).isPresent()
        && draft
            .state()
            .deviceCase(c.device())
            .filter(before -> before.standing().state() == DeviceState.ADMITTED)
            .isPresent();
  }

  private void trouble(Draft draft, Trigger trigger, String common, DeviceId device) {
    Troubles.Key key = new Troubles.Key(trigger, common);
    Troubles before = draft.state().troubles(key);
    Troubles now = before.plus(device, draft.moment().monotonicMillis());
    boolean fresh = before.lastMillis().isEmpty();
    draft
        .state()
        .oldestTrouble()
        .filter(oldest -> fresh)
        .ifPresent(oldest -> draft.also(new Outcome.TroublesAre(oldest, Troubles.NONE)));
    draft.also(new Outcome.TroublesAre(key, now));
    for (Playbook playbook : Incidents.playbooks(draft.inventory())) {
      if (playbook.trigger() == trigger) {
        look(draft, playbook, key, device, now);
      }
    }
  }

  private void look(
      Draft draft, Playbook playbook, Troubles.Key key, DeviceId device, Troubles now) {
    long nowMillis = draft.moment().monotonicMillis();
    long fromMillis = nowMillis - 1_000L * playbook.windowSeconds();
    Optional<IncidentCase> known = known(draft, playbook, key, fromMillis);
    List<DeviceId> together = now.since(fromMillis);
    if (known.isPresent()) {
      draft.also(new Outcome.IncidentSeen(known.get().number(), Optional.of(nowMillis)));
      if (!known.get().devices().contains(device)
          && known.get().devices().size() < IncidentCase.DEVICES_MAX_COUNT) {
        join(draft, known.get(), device);
      }
    } else if (together.size() >= playbook.devicesMinCount()) {
      open(draft, playbook, key, together);
    }
  }

  /** One that is open, or was decided about and goes on. */
  private static Optional<IncidentCase> known(
      Draft draft, Playbook playbook, Troubles.Key key, long fromMillis) {
    return draft.incidents().all().stream()
        .filter(i -> i.playbook().name().equals(playbook.name()))
        .filter(i -> i.playbook().trigger() == key.trigger() && i.common().equals(key.common()))
        .filter(
            i ->
                i.state() == State.OPEN
                    || draft.state().incidentSeenMillis(i.number()).orElse(fromMillis - 1)
                        >= fromMillis
                    || !draft.at().isAfter(i.lastAt().plusSeconds(playbook.windowSeconds())))
        .max(Comparator.comparing(IncidentCase::number));
  }

  private void join(Draft draft, IncidentCase incident, DeviceId device) {
    IncidentCase larger = draft.incidents().join(incident, device, draft.at());
    draft.sayFirst("incident.joined", Incidents.words(incident) + ": " + device + " too");
    if (larger.state() == State.ANSWERED) {
      response.extend(draft, larger, device);
    }
  }

  private void open(
      Draft draft, Playbook playbook, Troubles.Key key, Collection<DeviceId> together) {
    if (!makeRoom(draft)) {
      if (draft.mayBeSaid("incidents-full", DecisionLimits.SUMMARY_PERIOD)) {
        draft.also(new Outcome.Noted());
        draft.sayFirst(
            "incident.not-opened",
            Problem.of(DecisionErrors.TOO_MANY_INCIDENTS, playbook.name()).line());
      }
      return;
    }
    IncidentCase incident =
        new IncidentCase(
            draft.incidents().nextNumber(),
            draft.at(),
            draft.at(),
            playbook,
            key.common(),
            java.util.Set.copyOf(together),
            State.OPEN,
            List.of(),
            IncidentReach.NONE);
    draft.incidents().put(incident);
    draft.sayFirst(
        "incident.opened",
        Incidents.problem(incident).line() + ": " + IncidentResponse.names(together));
    if (playbook.preApproved()) {
      response.preApproved(draft, incident);
    }
  }

  /** One whose limits are in force gives way last, one that is open never. */
  private static boolean makeRoom(Draft draft) {
    Collection<IncidentCase> all = draft.incidents().all();
    if (all.size() < INCIDENTS_MAX_COUNT) {
      return true;
    }
    Optional<IncidentCase> least =
        all.stream()
            .filter(i -> i.state() != State.OPEN)
            .min(
                Comparator.comparing((IncidentCase i) -> i.state() == State.ANSWERED)
                    .thenComparing(IncidentCase::number));
    least.ifPresent(i -> draft.incidents().forget(i));
    return least.isPresent();
  }

  void decide(Draft draft, Command.OfIncident command) {
    Optional<IncidentCase> known = draft.incidents().find(command.incident());
    if (known.isEmpty()) {
      draft.refuse(Problem.of(DecisionErrors.UNKNOWN_INCIDENT, command.incident()));
    } else if (command instanceof Command.AnswerIncident) {
      response.answer(draft, known.get(), command);
    } else {
      response.dismiss(draft, known.get(), command);
    }
  }
}
