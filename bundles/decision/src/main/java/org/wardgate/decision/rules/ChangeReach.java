package org.wardgate.decision.rules;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationEvent.ChangeTried;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.state.ChangeCase;
import org.wardgate.decision.state.DeviceCase;

/**
 * How far changes reach: how many devices of the ward, and of each class, one issuer may worsen
 * without people's approval, all its changes of a day together. Reads only.
 */
final class ChangeReach {
  private final DecisionLimits limits;

  ChangeReach(DecisionLimits limits) {
    this.limits = limits;
  }

  /** Those of some devices that have something to lose. */
  static List<DeviceId> losing(Draft draft, List<DeviceId> devices) {
    return devices.stream()
        .distinct()
        .flatMap(d -> draft.find(d).stream())
        .filter(AdvisoryReach::hasTraffic)
        .map(DeviceCase::device)
        .toList();
  }

  /** Whether a change that was tried worsens more than its issuer may. */
  boolean tooMany(Draft draft, ChangeCase change) {
    return !change.approved()
        && !change.worsened().isEmpty()
        && exceeds(draft, affected(draft, change), 0);
  }

  /** Whether it might, if all devices that it was not tried with are worsened too. */
  boolean maybeTooMany(Draft draft, ChangeCase change, ChangeTried tried) {
    Set<DeviceId> unseen = attesting(draft);
    Set<DeviceId> affected = affected(draft, change);
    if (tried.considered().isEmpty() && tried.consideredCount() > 0) {
      long unseenCount = Math.max(0, (long) unseen.size() - tried.consideredCount());
      return unseenCount > 0 && exceeds(draft, affected, unseenCount);
    }
    unseen.removeAll(tried.considered());
    affected.addAll(unseen);
    return !unseen.isEmpty() && exceeds(draft, affected, 0);
  }

  /** Those whose evidence counts now: evidence of others is none of theirs. */
  private static Set<DeviceId> attesting(Draft draft) {
    return draft.state().cases().stream()
        .filter(c -> c.standing().state() == DeviceState.ADMITTED)
        .filter(c -> Weighing.attests(draft, c))
        .map(DeviceCase::device)
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** Those it worsens, and those that its issuer's changes worsened already. */
  private static Set<DeviceId> affected(Draft draft, ChangeCase change) {
    Set<DeviceId> affected = new HashSet<>(change.worsened());
    draft.assurance().changes().stream()
        .filter(c -> c.issuer().equals(change.issuer()) && !c.approved())
        .filter(c -> !c.change().equals(change.change()))
        .filter(
            c -> c.state() == ChangeCase.State.ADOPTED || c.state() == ChangeCase.State.ADOPTING)
        .forEach(c -> affected.addAll(c.worsened()));
    return affected;
  }

  private boolean exceeds(Draft draft, Set<DeviceId> affected, long unseen) {
    Map<String, Long> haveTraffic = new HashMap<>();
    Map<String, Long> hit = new HashMap<>();
    draft.state().cases().stream()
        .filter(c -> c.standing().state() == DeviceState.ADMITTED || affected.contains(c.device()))
        .forEach(
            c ->
                Stream.of("", "class " + Weighing.classOf(draft, c).name())
                    .forEach(
                        of -> {
                          haveTraffic.merge(of, 1L, Long::sum);
                          hit.merge(of, affected.contains(c.device()) ? 1L : 0L, Long::sum);
                        }));
    hit.merge("", unseen, Long::sum);
    return hit.entrySet().stream()
        .anyMatch(e -> e.getValue() > cap(haveTraffic.getOrDefault(e.getKey(), 0L)));
  }

  private long cap(long base) {
    return Math.max(limits.cutMinCount(), (long) (base * limits.cutShareMax()));
  }
}
