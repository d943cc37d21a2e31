package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.attestation.AttestationIntent;
import org.wardgate.api.inventory.Assurance;
import org.wardgate.api.inventory.DeviceClass;
import org.wardgate.api.inventory.Risk;
import org.wardgate.api.trust.TrustVerdict;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;

/** When devices are challenged, and that they are. */
public final class Challenges {
  private Challenges() {}

  /** Challenges a device over its live session, if it can attest at all. */
  static void ask(Draft draft, DeviceCase current) {
    if (!Weighing.attests(draft, current)) {
      return;
    }
    Duration period = Duration.ofSeconds(Weighing.classOf(draft, current).challengePeriodSeconds());
    Duration patience =
        period.compareTo(DecisionLimits.CHALLENGE_TIME_MAX) < 0
            ? period
            : DecisionLimits.CHALLENGE_TIME_MAX;
    draft.putLive(current.device(), l -> l.challengedAt(draft.at()));
    draft.ask(
        OpenWork.Kind.CHALLENGE,
        Optional.of(current.device()),
        id -> new AttestationIntent.Challenge(id, draft.deadline(patience), current.device()));
  }

  /**
   * Something happened that makes old evidence worth less: the device is challenged at the next
   * look, but never more often than its class allows.
   */
  static void promptly(Draft draft, DeviceCase current) {
    DeviceClass deviceClass = Weighing.classOf(draft, current);
    if (!deviceClass.assurance().attests()) {
      return;
    }
    Instant earliest =
        draft
            .live(current.device())
            .attesting()
            .askedAt()
            .plusSeconds(
                Math.min(
                    deviceClass.challengePeriodSeconds(),
                    deviceClass.assurance().challengePeriodMinSeconds()));
    Instant due = earliest.isAfter(draft.at()) ? earliest : draft.at();
    draft.putLive(current.device(), l -> l.challengeAt(due));
  }

  /** Spread over a minute, or its period if that is shorter: what counts has changed for many. */
  static void soon(Draft draft, DeviceCase current) {
    DeviceClass deviceClass = Weighing.classOf(draft, current);
    LiveFacts live = draft.live(current.device());
    if (!deviceClass.assurance().attests()
        || live.nextChallengeAt().equals(LiveFacts.NONE.nextChallengeAt())) {
      return; // never, or spread over a period anyway
    }
    long spreadMillis =
        Math.min(
            1_000L * deviceClass.challengePeriodSeconds(),
            DecisionLimits.RECHALLENGE_SPREAD.toMillis());
    Instant due =
        draft.at().plusMillis(Math.floorMod(mixed(current, draft.at()), Math.max(1, spreadMillis)));
    if (due.isBefore(live.nextChallengeAt())) {
      draft.putLive(current.device(), l -> l.challengeAt(due));
    }
  }

  /** The period that its circumstances call for, ±12.5 % so that a ward does not answer in step. */
  static Instant next(Draft draft, DeviceCase current) {
    int seconds =
        periodSeconds(
            current, Weighing.circumstances(draft, current), current.trust().verdict(), draft.at());
    long periodMillis = 1_000L * seconds;
    long spread = Math.floorMod(mixed(current, draft.at()), 1_000L) - 500;
    return draft.at().plusMillis(periodMillis + periodMillis * spread / 4_000);
  }

  private static long mixed(DeviceCase current, Instant at) {
    return current.device().hashCode() * 31L + at.toEpochMilli();
  }

  /** When the next one is due; one that was called for since the last was asked stays. */
  static void schedule(Draft draft, DeviceCase current) {
    LiveFacts live = draft.live(current.device());
    Instant wanted = live.nextChallengeAt();
    Instant usual = next(draft, current);
    boolean calledFor = wanted.isAfter(live.attesting().askedAt()) && wanted.isBefore(usual);
    Instant next = calledFor ? wanted : usual;
    draft.putLive(current.device(), l -> l.challengeAt(next));
  }

  /**
   * Time between challenges: shorter while something is wrong, or much is at risk; longer on an
   * empty battery, if trust has a margin. The class's own period may lie outside its limits.
   */
  public static int periodSeconds(
      DeviceCase c, Circumstances known, Optional<TrustVerdict> verdict, Instant at) {
    Assurance assurance = known.deviceClass().assurance();
    int period = known.deviceClass().challengePeriodSeconds();
    double adapted = period;
    if (suspicious(c, known, verdict, at)) {
      adapted = period / DecisionLimits.PERIOD_FACTOR;
    } else if (assurance.risk().map(Challenges::high).orElse(false) || narrow(verdict)) {
      adapted = period / Math.sqrt(DecisionLimits.PERIOD_FACTOR);
    } else if (batteryLow(c)) {
      adapted = period * DecisionLimits.PERIOD_FACTOR;
    }
    int min = Math.min(period, assurance.challengePeriodMinSeconds());
    int max = Math.max(period, assurance.challengePeriodMaxSeconds());
    return (int) Math.max(min, Math.min(max, Math.round(adapted)));
  }

  private static boolean suspicious(
      DeviceCase c, Circumstances known, Optional<TrustVerdict> verdict, Instant at) {
    boolean violated = c.trust().violations().at(at).count() > 0;
    boolean watched = verdict.flatMap(Weighing::observed).isPresent();
    boolean vulnerable =
        known
            .assessment()
            .map(a -> a.exploitedCount() > 0 || a.cvssMax() >= DecisionLimits.CVSS_SEVERE_MIN)
            .orElse(false);
    return violated || watched || vulnerable || known.inIncident();
  }

  private static boolean high(Risk risk) {
    return risk.criticality() * risk.exposure() >= DecisionLimits.RISK_HIGH_MIN;
  }

  private static boolean narrow(Optional<TrustVerdict> verdict) {
    return verdict
        .map(v -> v.actual().projectedProbability() - v.required())
        .map(margin -> margin < DecisionLimits.TRUST_MARGIN_MIN)
        .orElse(true);
  }

  private static boolean batteryLow(DeviceCase c) {
    return Circumstances.observed(c).batteryPercent().orElse(100)
        < DecisionLimits.BATTERY_LOW_PERCENT;
  }
}
