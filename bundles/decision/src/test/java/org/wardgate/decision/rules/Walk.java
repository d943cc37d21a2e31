package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.trust.TrustEvaluator;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.json.StepJson;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.Step;
import org.wardgate.decision.state.WardState;

/** Drives the reducer by hand: submits events, answers intents, remembers both. */
public final class Walk {
  private final Reducer reducer;
  private WardState state = new WardState("t");
  private final List<Intent> intents = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();
  private Instant now = TestWard.START;
  private long monotonicMillis = 1_000;
  private Step last;

  /** A ward with its inventory in force. */
  public Walk() {
    this(TestWard.ALL);
  }

  Walk(List<DeviceId> devices) {
    this(TestWard.inventory(1, devices));
  }

  Walk(InventorySnapshot inventory) {
    this(inventory, new DecisionLimits(100, 4, 0.10, 1, 2));
  }

  Walk(InventorySnapshot inventory, DecisionLimits limits) {
    this(inventory, limits, TestWard.evaluator());
  }

  Walk(InventorySnapshot inventory, DecisionLimits limits, TrustEvaluator evaluator) {
    reducer = new Reducer(TestWard.compiler(), evaluator, limits);
    last = submit(new InventoryChanged(TestWard.id("inv"), inventory));
  }

  Step submit(Event event) {
    last = reducer.reduce(state, event, new Moment(now, monotonicMillis));
    last.outcomes().forEach(state::apply);
    intents.addAll(last.intents());
    steps.add(last);
    return last;
  }

  /** The state that replay brings back: what is durable of every step so far. */
  WardState replayed() {
    WardState after = new WardState("u");
    steps.forEach(step -> step.outcomes().stream().filter(Outcome::durable).forEach(after::apply));
    return after;
  }

  /**
   * The process ends and another one begins: what the journal says is read back, as text, and
   * enforcement is told everything.
   */
  Step restart() {
    WardState after = new WardState("r" + steps.size());
    steps.stream()
        .filter(Step::durable)
        .flatMap(
            s ->
                StepJson.read(StepJson.write(s.line(), s.outcomes(), s.intents()))
                    .outcomes()
                    .stream())
        .forEach(after::apply);
    after.apply(new Outcome.InventoryIs(state.inventory()));
    after.seen(state.clock().soundAt(new Moment(now, monotonicMillis)));
    state = after;
    monotonicMillis = 1_000;
    return submit(new CoreEvent.EnforcerArrived(TestWard.id("restart")));
  }

  /** What a tick asks for in another state, as after a restart. */
  List<Intent> elsewhere(WardState other) {
    return elsewhere(other, new CoreEvent.Tick(TestWard.id("t")));
  }

  /** What an event asks for in another state, as after a restart. */
  List<Intent> elsewhere(WardState other, Event event) {
    other.apply(new Outcome.InventoryIs(state.inventory()));
    Step step = reducer.reduce(other, event, new Moment(now, monotonicMillis));
    step.outcomes().forEach(other::apply);
    return step.intents();
  }

  /** Every step so far. */
  List<Step> recorded() {
    return List.copyOf(steps);
  }

  Step last() {
    return last;
  }

  void pass(Duration time) {
    now = now.plus(time);
    monotonicMillis += time.toMillis();
  }

  /** Somebody sets the clock on the wall. */
  void setClock(Instant shown) {
    now = shown;
  }

  /** The clock looks again, as it does twice a second. */
  Step tick() {
    return submit(new CoreEvent.Tick(TestWard.id("tick")));
  }

  WardState state() {
    return state;
  }

  DeviceCase of(DeviceId device) {
    return state.deviceCase(device).orElseThrow();
  }

  DeviceState stateOf(DeviceId device) {
    return of(device).standing().state();
  }

  <I extends Intent> List<I> all(Class<I> type) {
    return intents.stream().filter(type::isInstance).map(type::cast).toList();
  }

  <I extends Intent> Optional<I> newest(Class<I> type) {
    List<I> all = all(type);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
  }

  void identify(DeviceId device) {
    submit(TestWard.identified(device));
  }

  void bind(DeviceId device) {
    NetworkIntent.BindAddress ask = newest(NetworkIntent.BindAddress.class).orElseThrow();
    submit(new NetworkEvent.AddressBound(ask.correlationId(), device, TestWard.binding(device)));
  }

  void profile(DeviceId device) {
    MudIntent.FetchMudFile ask = newest(MudIntent.FetchMudFile.class).orElseThrow();
    submit(new MudEvent.MudFileVerified(ask.correlationId(), device, TestWard.file(device)));
  }

  void profile(DeviceId device, String content) {
    MudIntent.FetchMudFile ask = newest(MudIntent.FetchMudFile.class).orElseThrow();
    submit(
        new MudEvent.MudFileVerified(ask.correlationId(), device, TestWard.file(device, content)));
  }

  void attest(DeviceId device, Tier tier) {
    submit(TestWard.evidence("ev", device, Purpose.ENROLMENT, tier));
  }

  void reattest(DeviceId device, Tier tier) {
    submit(TestWard.evidence("re", device, Purpose.RUNTIME, tier));
  }

  void issue(DeviceId device) {
    PkiIntent.IssueCertificate ask = newest(PkiIntent.IssueCertificate.class).orElseThrow();
    submit(
        new PkiEvent.CertificateIssued(
            ask.correlationId(), device, Bytes.ofHex("c0ffee"), now.plusSeconds(3600)));
  }

  void enforce() {
    EnforcementIntent ask = newest(EnforcementIntent.class).orElseThrow();
    submit(new EnforcementEvent.Enforced(ask.correlationId()));
  }

  /** The whole way to ADMITTED. */
  void admit(DeviceId device) {
    admit(device, "{}");
  }

  /** The whole way to ADMITTED, with a certain MUD file. */
  void admit(DeviceId device, String content) {
    identify(device);
    bind(device);
    profile(device, content);
    attest(device, Tier.AFFIRMING);
    submit(TestWard.requested(device));
    issue(device);
    enforce();
  }
}
