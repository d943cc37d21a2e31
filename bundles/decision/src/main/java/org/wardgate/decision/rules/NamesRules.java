package org.wardgate.decision.rules;

import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.names.NamesEvent.NameResolved;
import org.wardgate.api.names.NamesIntent;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/**
 * What follows from the resolver's events: addresses come into force before the answer goes out.
 */
final class NamesRules {
  private NamesRules() {}

  static void resolved(Draft draft, NameResolved event) {
    if (!draft.state().mentions(event.name()) || event.ttlSecondsByAddress().isEmpty()) {
      draft.tell(
          new NamesIntent.ReleaseAnswer(
              event.correlationId(), draft.deadline(DecisionLimits.NAME_TIME_MAX)));
      return;
    }
    remember(draft, event);
    CorrelationId id = new CorrelationId("n:" + event.correlationId().value());
    OpenWork work =
        new OpenWork(
            OpenWork.Kind.NAME,
            Optional.empty(),
            draft.deadline(DecisionLimits.NAME_TIME_MAX),
            Optional.empty());
    draft.also(new Outcome.WorkIs(id, Optional.of(work)));
    draft.tell(
        new EnforcementIntent.InsertAddresses(
            id,
            draft.deadline(DecisionLimits.NAME_TIME_MAX),
            event.name(),
            event.ttlSecondsByAddress()));
  }

  /** Devices keep addresses longer than they should: so do we, to know what was meant. */
  private static void remember(Draft draft, NameResolved event) {
    Map<InetAddress, Instant> known = draft.state().addressesOf(event.name());
    if (known.isEmpty() && draft.state().namesCount() >= DecisionLimits.NAMES_MAX_COUNT) {
      return; // what goes there counts as undeclared, as if nobody had asked
    }
    Map<InetAddress, Instant> all = new HashMap<>();
    event
        .ttlSecondsByAddress()
        .forEach(
            (address, ttlSeconds) -> {
              Duration ttl = Duration.ofSeconds(Math.max(0, ttlSeconds));
              Duration kept =
                  ttl.compareTo(DecisionLimits.NAME_KEPT_MIN) < 0
                      ? DecisionLimits.NAME_KEPT_MIN
                      : ttl;
              all.put(Addresses.plain(address), draft.in(kept));
            });
    known.entrySet().stream()
        .filter(e -> e.getValue().isAfter(draft.at()) && !all.containsKey(e.getKey()))
        .sorted(Map.Entry.<InetAddress, Instant>comparingByValue().reversed())
        .limit(Math.max(0, DecisionLimits.NAME_ADDRESSES_MAX_COUNT - (long) all.size()))
        .toList()
        .forEach(e -> all.put(e.getKey(), e.getValue()));
    draft.also(new Outcome.NameIs(event.name(), all));
  }
}
