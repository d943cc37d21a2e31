package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Intent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.policy.PolicySet;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.decision.state.AdvisoryCase;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.IssuingFacts;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.ProfileNotes;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** A step being written: reads see what was already written, the state itself stays untouched. */
final class Draft {
  private final WardState state;
  private final Moment moment;
  private final Instant at;
  private final Map<DeviceId, DeviceCase> cases = new LinkedHashMap<>();
  private final Map<DeviceId, LiveFacts> live = new LinkedHashMap<>();
  private final Map<ProfileId, PolicySet> policies = new LinkedHashMap<>();
  private final Map<ProfileId, ProfileNotes> notes = new LinkedHashMap<>();
  private final Map<String, AdvisoryCase> advisories = new LinkedHashMap<>();
  private final Map<String, String> claims = new LinkedHashMap<>();
  private final AssuranceDraft assurance;
  private final List<Outcome> others = new ArrayList<>();
  private final List<Intent> intents = new ArrayList<>();
  private final Set<DeviceId> toEnforce = new LinkedHashSet<>();
  private Optional<DeviceId> subject = Optional.empty();
  private Optional<Problem> refusal = Optional.empty();
  private String kind = "ward.changed";
  private String line = "";
  private final DraftIncidents incidents;
  private Optional<Headline> headline = Optional.empty();
  private Optional<InventorySnapshot> newInventory = Optional.empty();
  private Optional<IssuingFacts> newIssuing = Optional.empty();
  private long intentsCount;

  Draft(WardState state, Moment moment) {
    this.state = state;
    this.moment = moment;
    this.at = state.clock().soundAt(moment);
    this.intentsCount = state.intentsCount();
    this.assurance = new AssuranceDraft(state.assurances());
    this.incidents = new DraftIncidents(state);
  }

  WardState state() {
    return state;
  }

  /** What time it is; goes on as before while the clock on the wall is not believed. */
  Instant at() {
    return at;
  }

  /** Whether the clock on the wall is believed. */
  boolean clockRight() {
    return state.clock().believes(moment);
  }

  /** What the clocks show. */
  Moment moment() {
    return moment;
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

  /** The inventory in force, a new one included. */
  InventorySnapshot inventory() {
    return newInventory.orElseGet(state::inventory);
  }

  void put(InventorySnapshot snapshot) {
    newInventory = Optional.of(snapshot);
    others.add(new Outcome.InventoryIs(snapshot));
  }

  /** Whether the ward CA issues, as written so far. */
  IssuingFacts issuing() {
    return newIssuing.orElseGet(state::issuing);
  }

  void put(IssuingFacts facts) {
    newIssuing = Optional.of(facts);
  }

  /** All cases as written so far; a copy. */
  List<DeviceCase> cases() {
    if (cases.isEmpty()) {
      return List.copyOf(state.cases());
    }
    Map<DeviceId, DeviceCase> all = new TreeMap<>();
    state.cases().forEach(c -> all.put(c.device(), c));
    all.putAll(cases);
    return List.copyOf(all.values());
  }

  Optional<ProfileNotes> notes(DeviceCase of) {
    return of.policy().profile().flatMap(this::notes);
  }

  Optional<ProfileNotes> notes(ProfileId profile) {
    ProfileNotes written = notes.get(profile);
    return written != null ? Optional.of(written) : state.notes(profile);
  }

  /** Somebody with a hardware address claims a MUD URL. */
  void claim(String mac, String mudUrl) {
    claims.put(mac, mudUrl);
    others.add(new Outcome.ClaimIs(mac, Optional.of(mudUrl)));
  }

  Optional<String> claimOf(String mac) {
    return Optional.ofNullable(claims.get(mac)).or(() -> state.claim(mac));
  }

  void put(ProfileNotes newNotes) {
    notes.put(newNotes.profile(), newNotes);
  }

  /** All advisories as written so far; a copy. */
  List<AdvisoryCase> advisories() {
    Map<String, AdvisoryCase> all = new TreeMap<>();
    state.advisories().forEach(a -> all.put(a.id(), a));
    all.putAll(advisories);
    return List.copyOf(all.values());
  }

  Optional<AdvisoryCase> advisory(String id) {
    AdvisoryCase written = advisories.get(id);
    return written != null ? Optional.of(written) : state.advisory(id);
  }

  void put(AdvisoryCase advisory) {
    advisories.put(advisory.id(), advisory);
  }

  /** Changes and known vulnerabilities, as written so far. */
  AssuranceDraft assurance() {
    return assurance;
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
    subject = Optional.empty();
    kind = newKind;
    line = newLine;
  }

  /** An advisory is held: whatever else happens in this step, people have to know. */
  void sayHeld(String newLine) {
    sayFirst("advisory.held", newLine);
  }

  /** Whatever else happens in this step, people have to know this. */
  void sayFirst(String newKind, String newLine) {
    headline =
        Optional.of(
            headline
                .map(h -> new Headline(h.kind(), h.line() + "; " + newLine))
                .orElse(new Headline(newKind, newLine)));
  }

  private record Headline(String kind, String line) {}

  /** Incidents as written so far. */
  DraftIncidents incidents() {
    return incidents;
  }

  /** The cases that this step has written, as they are now. */
  List<DeviceCase> written() {
    return List.copyOf(cases.values());
  }

  /** Whether something may be said again; if so it counts as said now. */
  boolean mayBeSaid(String what, Duration every) {
    boolean lately =
        state
            .saidAt(what)
            .map(last -> Duration.between(last, at).abs().compareTo(every) < 0)
            .orElse(false);
    if (!lately) {
      others.add(new Outcome.SaidIs(what, Optional.of(at)));
    }
    return !lately;
  }

  void refuse(Problem problem) {
    refusal = Optional.of(problem);
  }

  /** An intent that somebody will answer. */
  CorrelationId ask(
      OpenWork.Kind workKind, Optional<DeviceId> device, Function<CorrelationId, Intent> intent) {
    return askAs(freshId(), workKind, device, intent);
  }

  /** An id that no other intent has. */
  CorrelationId freshId() {
    intentsCount++;
    return new CorrelationId("i" + state.epoch() + "-" + intentsCount);
  }

  /** An intent that is answered under the id of who asked for it. */
  CorrelationId askAs(
      CorrelationId id,
      OpenWork.Kind workKind,
      Optional<DeviceId> device,
      Function<CorrelationId, Intent> intent) {
    Intent asked = intent.apply(id);
    intents.add(asked);
    OpenWork work = new OpenWork(workKind, device, asked.deadline(), placed(asked));
    others.add(new Outcome.WorkIs(id, Optional.of(work)));
    device.ifPresent(d -> putLive(d, l -> l.with(workKind, true)));
    return id;
  }

  private static Optional<ProfileId> placed(Intent intent) {
    return intent instanceof EnforcementIntent.Place place
        ? Optional.of(place.placement().policy().id())
        : Optional.empty();
  }

  /** What the device's case says at the end of this step is to be put in force. */
  void enforce(DeviceId device) {
    toEnforce.add(device);
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

  /** Later, for what is compared with {@link #at}. */
  Instant in(Duration duration) {
    return at.plus(duration);
  }

  /** Later by the clock on the wall, which the stages look at too. */
  Instant deadline(Duration duration) {
    return moment.wall().plus(duration);
  }

  Step finish() {
    written().stream()
        .filter(c -> EnforcementRules.settle(this, c))
        .forEach(c -> enforce(c.device()));
    EnforcementRules.enforce(this, toEnforce);
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
    notes.values().forEach(n -> outcomes.add(new Outcome.NotesAre(n)));
    advisories.values().forEach(a -> outcomes.add(new Outcome.AdvisoryIs(a)));
    outcomes.addAll(assurance.outcomes());
    live.forEach((device, facts) -> outcomes.add(new Outcome.LiveIs(device, facts)));
    outcomes.addAll(others);
    newIssuing
        .filter(facts -> !facts.equals(state.issuing()))
        .ifPresent(facts -> outcomes.add(new Outcome.IssuingIs(facts)));
    if (intentsCount != state.intentsCount()) {
      outcomes.add(new Outcome.NumberedUpTo(intentsCount));
    }
    outcomes.addAll(incidents.outcomes());
    String said =
        headline
            .map(h -> line.isEmpty() ? h.line() : h.line() + "; " + kind + ": " + line)
            .orElse(line);
    return new Step(
        at, headline.map(Headline::kind).orElse(kind), subject, said, outcomes, intents, refusal);
  }
}
