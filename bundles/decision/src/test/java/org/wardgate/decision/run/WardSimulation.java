package org.wardgate.decision.run;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.decision.DecisionErrors;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.Advisory.Response;
import org.wardgate.api.network.NetworkEvent.AddressesSeen;
import org.wardgate.api.onboarding.OnboardingEvent.KeySharedByTwo;
import org.wardgate.api.onboarding.OnboardingEvent.SeenTwice;
import org.wardgate.api.policy.ProfileId;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.TrustWard;
import org.wardgate.decision.rules.CoreEvent;
import org.wardgate.decision.rules.CoreIntent;
import org.wardgate.decision.rules.DecisionLimits;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.DeviceCase;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.Outcome;
import org.wardgate.decision.state.WardState;

/**
 * A whole gateway from a seed: events in random order, answers late or lost, the disk full, the
 * process killed between deciding and publishing. Checks its invariants after every step.
 */
final class WardSimulation {
  private final Random random;
  private final MemoryJournal journal = new MemoryJournal();
  private final SimulatedWorld world;
  private final PriorityQueue<Due> due = new PriorityQueue<>(Comparator.comparing(Due::at));
  private final Set<DeviceId> affirmed = new HashSet<>();
  private final SimulationRecord record;
  private final Reducer reducer =
      new Reducer(
          TestWard.compiler(), TrustWard.evaluator(), new DecisionLimits(100, 4, 0.1, 1, 2));
  private Instant now = TestWard.START;
  private Duration clockOff = Duration.ZERO;
  private WardState state;
  private long version;
  private long inventories;
  private long steps;
  private int epochs;
  private long crashesCount;

  private record Due(Instant at, Event event) {}

  WardSimulation(long seed) throws RefusedException {
    this.random = new Random(seed);
    this.world = new SimulatedWorld(random, 0.2);
    this.record = new SimulationRecord(world.authority());
    this.state = restart();
  }

  /** Troubled times, then a calm in which every good device must come home. */
  void run(int stepsCount) throws RefusedException {
    for (int i = 0; i < stepsCount; i++) {
      troubledStep();
      check();
    }
    journal.full(false);
    world.faults(0);
    world.authority().broken(false);
    clockOff = Duration.ZERO;
    decide(List.of(new InventoryChanged(TestWard.id("i"), all())), false);
    decide(List.of(advisory(TestWard.PUMP, true)), false);
    decide(List.of(TrustWard.assessed(0, 0, now)), false);
    for (int i = 0; i < 400; i++) {
      now = now.plusSeconds(2);
      deliver();
      decide(List.of(new CoreEvent.Tick(TestWard.id("tick"))), false);
      TestWard.ALL.forEach(this::behaveWell);
      check();
    }
    record.atTheEnd(state);
    world.trust().unfinished(state).ifPresent(finding -> require(false, finding));
    for (DeviceId device : TestWard.ALL) {
      DeviceState at = state.deviceCase(device).orElseThrow().standing().state();
      require(
          at == DeviceState.ADMITTED,
          device
              + " did not come home: "
              + state.deviceCase(device)
              + state.live(device)
              + state.clock()
              + moment());
    }
  }

  long crashesCount() {
    return crashesCount;
  }

  /** Kinds of records there were. */
  Set<String> kinds() {
    return record.kinds();
  }

  private void troubledStep() throws RefusedException {
    now = now.plusMillis(random.nextInt(3_000));
    deliver();
    journal.full(random.nextInt(20) == 0);
    List<Event> events = new ArrayList<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      events.add(randomEvent());
    }
    if (random.nextInt(3) == 0) {
      comeAndLive(TestWard.ALL.get(random.nextInt(TestWard.ALL.size())));
    }
    boolean killed = random.nextInt(25) == 0;
    decide(events, killed);
    if (killed) {
      crashesCount++;
      state = restart();
    }
  }

  /** A good device joins whatever happens around it, and renews. */
  private void comeAndLive(DeviceId device) throws RefusedException {
    for (int i = 0; i < 6; i++) {
      behaveWell(device);
      now = now.plusSeconds(2);
      deliver();
    }
    decide(List.of(TestWard.evidence("e", device, Purpose.ENROLMENT, Tier.AFFIRMING)), false);
    decide(List.of(TestWard.renewing(device)), false);
    check();
  }

  private WardState restart() throws RefusedException {
    WardState fresh = new WardState("s" + epochs++);
    new Replay(journal, fresh, new PublishedWard(java.time.Clock.systemUTC())).fold();
    due.clear();
    fresh.apply(new Outcome.InventoryIs(all()));
    return fresh;
  }

  private Event randomEvent() {
    DeviceId device = TestWard.ALL.get(random.nextInt(TestWard.ALL.size()));
    return switch (random.nextInt(23)) {
      case 0 -> TestWard.identified(device);
      case 1 -> {
        affirmed.add(device);
        yield TestWard.evidence("e", device, Purpose.ENROLMENT, Tier.AFFIRMING);
      }
      case 2 -> TestWard.requested(device);
      case 3 -> new CoreEvent.Tick(TestWard.id("t"));
      case 4 -> new CoreEvent.EnforcerArrived(TestWard.id("a"));
      case 5 -> advisory(device, random.nextInt(3) == 0);
      case 6 ->
          new Command.ApproveAdvisory(
              TestWard.id("ok"), "ADV-1", version, "op" + random.nextInt(3), "seen");
      case 7 ->
          new AddressesSeen(
              TestWard.id("as"),
              TestWard.binding(device).mac(),
              Set.of(TestWard.binding(device).address(), TestWard.further(device)));
      case 8 -> {
        now = now.plus(Duration.ofHours(random.nextInt(15) == 0 ? 60 : 0)); // files grow old
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case 20, 21, 22 -> world.trust().event(state, device, now);
      case 9 -> new InventoryChanged(TestWard.id("i"), all());
      default -> lifeEvent(device);
    };
  }

  /** Every one of them has its own version, so that it says something new. */
  private InventorySnapshot all() {
    return TestWard.inventory(++inventories, TestWard.ALL);
  }

  private Event lifeEvent(DeviceId device) {
    DeviceId other = TestWard.ALL.get(random.nextInt(TestWard.ALL.size()));
    String who = "ann";
    return switch (random.nextInt(15)) {
      case 0 -> new Command.Revoke(TestWard.id("rv"), device, who, "lost");
      case 1 ->
          new SeenTwice(
              TestWard.id("st"),
              device,
              TestWard.binding(device).address(),
              TestWard.further(device));
      case 2 -> new KeySharedByTwo(TestWard.id("ks"), device, other);
      case 3 -> new Command.HandOver(TestWard.id("ho" + steps), device, "g2", who, "moved");
      case 4 -> new Command.Retire(TestWard.id("rt"), device, who, "old");
      case 5, 6 -> new Command.Release(TestWard.id("rl"), device, who, "seen");
      case 7 ->
          new InventoryChanged(
              TestWard.id("i"),
              TestWard.inventory(
                  ++inventories, TestWard.ALL.stream().filter(d -> !d.equals(device)).toList()));
      case 8 -> TestWard.renewing(device);
      case 9 -> TestWard.identifiedAgain(device);
      case 10 -> {
        clockOff = leap();
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case 11 -> {
        world.reconfigure();
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case 13 -> {
        world.authority().broken(random.nextInt(3) == 0);
        yield new CoreEvent.Tick(TestWard.id("t"));
      }
      case 12 -> new Command.Quarantine(TestWard.id("q"), device, who, "odd");
      default -> TestWard.evidence("e", device, Purpose.ENROLMENT, Tier.CONTRAINDICATED);
    };
  }

  private Duration leap() {
    return switch (random.nextInt(4)) {
      case 0 -> Duration.ofDays(-365L * 56); // 1970
      case 1 -> Duration.ofDays(365L * 74); // 2100
      case 2 -> Duration.ofHours(random.nextInt(60) - 30L);
      default -> Duration.ZERO;
    };
  }

  private Event advisory(DeviceId device, boolean withdrawn) {
    List<Response> all = List.of(Response.QUARANTINE, Response.LOCAL_ONLY, Response.ALARM);
    Response response = all.get(random.nextInt(all.size()));
    return TestWard.advisory(++version, response, withdrawn, TestWard.mudUrl(device));
  }

  private void behaveWell(DeviceId device) {
    Optional<DeviceCase> known = state.deviceCase(device);
    boolean admitted = known.map(c -> c.standing().state() == DeviceState.ADMITTED).orElse(false);
    boolean seen = known.map(c -> c.life().twin().isPresent()).orElse(false);
    boolean out =
        known
            .map(
                c ->
                    List.of(DeviceState.QUARANTINED, DeviceState.RESTRICTED, DeviceState.RETIRED)
                        .contains(c.standing().state()))
            .orElse(false);
    if (seen || out) {
      decide(List.of(new Command.Release(TestWard.id("home"), device, "ann", "it is good")), false);
    }
    if (!admitted) {
      affirmed.add(device);
      decide(List.of(TestWard.identified(device)), false);
      decide(List.of(TestWard.evidence("e", device, Purpose.ENROLMENT, Tier.AFFIRMING)), false);
      decide(List.of(TestWard.requested(device)), false);
    }
  }

  private void decide(List<Event> events, boolean killedBeforePublishing) {
    Batch batch = new Batch(state, reducer);
    events.forEach(e -> batch.decide(new Submission(e, moment(), new CompletableFuture<>())));
    if (!batch.entries().isEmpty()
        && journal.append(batch.entries()).toCompletableFuture().isCompletedExceptionally()) {
      batch.undo();
      return;
    }
    steps++;
    batch.decided().forEach(d -> record.decided(d.step()));
    if (!killedBeforePublishing) {
      batch.decided().stream().map(d -> d.step().intents()).forEach(i -> i.forEach(this::carryOut));
    }
  }

  private Moment moment() {
    return new Moment(now.plus(clockOff), Duration.between(TestWard.START, now).toMillis());
  }

  private void carryOut(Intent intent) {
    if (intent instanceof CoreIntent.EraseRecords erase) {
      erase(erase);
      return;
    }
    Optional<Event> answer = world.execute(intent, now);
    Duration delay = Duration.ofMillis(random.nextInt(2_000));
    if (answer.isPresent()) {
      due.add(new Due(now.plus(delay), answer.get()));
    } else {
      due.add(
          new Due(
              now.plusSeconds(5),
              new CoreEvent.IntentFailed(
                  intent.correlationId(), Problem.of(DecisionErrors.INTENT_OVERDUE, ""))));
    }
  }

  private void erase(CoreIntent.EraseRecords intent) {
    List<Event> answers = new ArrayList<>();
    new Eraser(journal, false, answers::add)
        .erase(
            intent,
            () ->
                new Checkpointer(journal, new PublishedWard(Clock.systemUTC()), Clock.systemUTC())
                    .force(state, journal.lastSequence()));
    answers.forEach(a -> due.add(new Due(now, a)));
  }

  private void deliver() {
    while (!due.isEmpty() && !due.peek().at().isAfter(now)) {
      decide(List.of(due.poll().event()), false);
    }
  }

  private void check() throws RefusedException {
    if (random.nextInt(20) == 0) {
      WardState folded = new WardState("check");
      new Replay(journal, folded, new PublishedWard(java.time.Clock.systemUTC())).fold();
      require(
          List.copyOf(folded.cases()).equals(List.copyOf(state.cases())),
          "replay differs from memory");
      require(
          List.copyOf(folded.advisories()).equals(List.copyOf(state.advisories())),
          "replay differs in advisories");
      require(
          Set.copyOf(folded.assurances().changes())
              .equals(Set.copyOf(state.assurances().changes())),
          "replay differs in changes");
      require(
          Set.copyOf(folded.assurances().assessments())
              .equals(Set.copyOf(state.assurances().assessments())),
          "replay differs in vulnerabilities");
      require(folded.issuing().equals(state.issuing()), "replay differs about the ward CA");
    }
    for (Map.Entry<DeviceId, ProfileId> entry : world.kernel().entrySet()) {
      require(affirmed.contains(entry.getKey()), entry.getKey() + " has traffic unattested");
    }
    world.trust().finding(state).ifPresent(finding -> require(false, finding));
    long notRenewed =
        state.cases().stream()
            .flatMap(c -> c.standing().problem().stream())
            .filter(p -> p.code().equals(DecisionErrors.NOT_RENEWED.code()))
            .count();
    require(notRenewed <= 1, notRenewed + " devices are cut for certificates that ended");
    for (DeviceCase c : state.cases()) {
      if (c.standing().state() == DeviceState.ADMITTED) {
        require(c.policy().target().isPresent(), c.device() + " is admitted to nothing");
        require(c.life().certified(), c.device() + " has no certificate");
        require(
            !world.authority().isRevoked(c.life().certificate().sha256()),
            c.device() + " is admitted with a revoked certificate");
        require(
            !c.device().equals(TestWard.VENTILATOR) || !c.life().configurationSha256().isEmpty(),
            c.device() + " is admitted without its configuration");
      }
      if (c.policy().floorHolds()) {
        require(c.policy().target().isPresent(), c.device() + " is below its floor");
      }
    }
  }

  private void require(boolean holds, String finding) {
    if (!holds) {
      throw new AssertionError(finding + " at " + now);
    }
  }
}
