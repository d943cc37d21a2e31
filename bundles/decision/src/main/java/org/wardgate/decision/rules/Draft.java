package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** A step being written: reads see what was already written, the state itself stays untouched. */
final class Draft {
  private final WardState state;
  private final Instant at;
  private final Map<DeviceId, DeviceCase> cases = new LinkedHashMap<>();
  private final Map<DeviceId, LiveFacts> live = new LinkedHashMap<>();
  private final Map<ProfileId, PolicySet> policies = new LinkedHashMap<>();
  private final List<Outcome> others = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private Optional<DeviceId> subject = Optional.empty();
  private Optional<Problem> refusal = Optional.empty();
  private String kind = "ward.changed";
  private String line = "";
  private long intentsCount;

  Draft(WardState state, Instant at) {
    this.state = state;
    this.at = at;
    this.intentsCount = state.intentsCount();
  }

  WardState state() {
    return state;
  }

  Instant at() {
    return at;
  }

  Optional<DeviceCase> find(DeviceId device) {
    DeviceCase written = cases.get(device);
    return written != null ? Optional.of(written) : state.deviceCase(device);
  }

  void put(DeviceCase newCase) {
    cases.put(newCase.device(), newCase);
  }

  LiveFacts live(DeviceId device) {
    LiveFacts written = live.get(device);
    return written != null ? written : state.live(device);
  }

  void putLive(DeviceId device, UnaryOperator<LiveFacts> change) {
    live.put(device, change.apply(live(device)));
  }

  Optional<PolicySet> policy(ProfileId id) {
    PolicySet written = policies.get(id);
    return written != null ? Optional.of(written) : state.policy(id);
  }

  ProfileId add(PolicySet policy) {
    if (state.policy(policy.id()).isEmpty()) {
      policies.put(policy.id(), policy);
    }
    return policy.id();
  }

  void also(Outcome outcome) {
    others.add(outcome);
  }

  /** Names what happened; the last one wins. */
  void say(DeviceId about, String newKind, String newLine) {
    subject = Optional.of(about);
    kind = newKind;
    line = newLine;
  }

  /** Names what happened to the ward. */
  void say(String newKind, String newLine) {
    kind = newKind;
    line = newLine;
  }

  void refuse(Problem problem) {
    refusal = Optional.of(problem);
  }

  /** An intent that somebody will answer. */
  CorrelationId ask(
      OpenWork.Kind workKind, Optional<DeviceId> device, Function<CorrelationId, Intent> intent) {
    intentsCount++;
    CorrelationId id = new CorrelationId("i" + state.epoch() + "-" + intentsCount);
    Intent asked = intent.apply(id);
    intents.add(asked);
    OpenWork work = new OpenWork(workKind, device, asked.deadline());
    others.add(new Outcome.WorkIs(id, Optional.of(work)));
    device.ifPresent(d -> putLive(d, l -> l.with(workKind, true)));
    return id;
  }

  /** An intent that nobody answers. */
  void tell(Intent intent) {
    intents.add(intent);
  }

  /** Work that was answered. */
  Optional<OpenWork> close(CorrelationId correlationId) {
    Optional<OpenWork> work = state.work(correlationId);
    work.ifPresent(
        open -> {
          others.add(new Outcome.WorkIs(correlationId, Optional.empty()));
          open.device().ifPresent(d -> putLive(d, l -> l.with(open.kind(), false)));
        });
    return work;
  }

  Instant in(Duration duration) {
    return at.plus(duration);
  }

  Step finish() {
    List<Outcome> outcomes = new ArrayList<>();
    policies.values().forEach(p -> outcomes.add(new Outcome.PolicyIs(p)));
    cases
        .values()
        .forEach(
            c -> {
              if (!state.deviceCase(c.device()).equals(Optional.of(c))) {
                outcomes.add(new Outcome.CaseIs(c));
              }
            });
    live.forEach((device, facts) -> outcomes.add(new Outcome.LiveIs(device, facts)));
    outcomes.addAll(others);
    if (intentsCount != state.intentsCount()) {
      outcomes.add(new Outcome.NumberedUpTo(intentsCount));
    }
    return new Step(at, kind, subject, line, outcomes, intents, refusal);
  }
}
