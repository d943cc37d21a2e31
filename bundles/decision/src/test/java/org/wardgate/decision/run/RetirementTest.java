package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.decision.TestWard.PUMP;
import static org.wardgate.decision.TestWard.VENTILATOR;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.attestation.AttestationResult.Purpose;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.command.Command;
import org.wardgate.api.enforcement.EnforcementEvent;
import org.wardgate.api.enforcement.EnforcementIntent;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.journal.JournalRecord;
import org.wardgate.api.mud.MudEvent;
import org.wardgate.api.mud.MudIntent;
import org.wardgate.api.network.NetworkEvent;
import org.wardgate.api.network.NetworkIntent;
import org.wardgate.api.onboarding.OnboardingIntent;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiIntent;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.rules.CoreEvent;
import org.wardgate.decision.rules.DecisionLimits;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.WardState;

/** A retired device's data go from the state, the checkpoints and the journal; the rest stays. */
class RetirementTest {
  private final MemoryJournal journal = new MemoryJournal();
  private final PublishedWard published =
      new PublishedWard(Clock.fixed(TestWard.START, ZoneOffset.UTC));
  private final List<Event> answers = new ArrayList<>();
  private final WardState state = new WardState("r");
  private final DecisionLoop loop =
      new DecisionLoop(
          state,
          new Reducer(TestWard.compiler(), TestWard.evaluator(), DecisionLimits.DEFAULT),
          journal,
          published,
          this::carryOut,
          new Clocks(Clock.fixed(TestWard.START, ZoneOffset.UTC), () -> 0),
          new Eraser(journal, true, answers::add),
          event -> {});
  private long millis = 1_000;

  private void carryOut(Intent intent) {
    if (intent instanceof EnforcementIntent i) {
      answers.add(new EnforcementEvent.Enforced(i.correlationId()));
    } else if (intent instanceof NetworkIntent.BindAddress i) {
      answers.add(
          new NetworkEvent.AddressBound(
              i.correlationId(), i.device(), TestWard.binding(i.device())));
    } else if (intent instanceof MudIntent.FetchMudFile i) {
      answers.add(new MudEvent.MudFileVerified(i.correlationId(), i.device(), TestWard.file(PUMP)));
    } else if (intent instanceof PkiIntent.IssueCertificate i) {
      answers.add(
          new PkiEvent.CertificateIssued(
              i.correlationId(), i.device(), TestWard.key(i.device()), i.deadline()));
    } else if (intent instanceof PkiIntent.RevokeCertificates i) {
      answers.add(new PkiEvent.CertificatesRevoked(i.correlationId(), i.device(), List.of()));
    } else if (intent instanceof OnboardingIntent.DeliverConfiguration) {
      throw new IllegalStateException("none is declared");
    }
  }

  private void submit(Event event) throws InterruptedException {
    millis += 500;
    loop.process(
        List.of(
            new Submission(
                event,
                new Moment(TestWard.START.plusMillis(millis), millis),
                new CompletableFuture<>())));
    while (!answers.isEmpty()) {
      submit(answers.remove(0));
    }
  }

  private void tick(int times) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      millis += 60_000;
      submit(new CoreEvent.Tick(TestWard.id("t")));
    }
  }

  private void admit(DeviceId device) throws InterruptedException {
    submit(TestWard.identified(device, Optional.of(TestWard.mudUrl(PUMP))));
    submit(TestWard.evidence("e", device, Purpose.ENROLMENT, Tier.AFFIRMING));
    submit(TestWard.requested(device));
    assertThat(published.device(device).orElseThrow().state()).isEqualTo(DeviceState.ADMITTED);
  }

  @BeforeEach
  void ward() throws InterruptedException {
    submit(new InventoryChanged(TestWard.id("i"), TestWard.inventory(1, TestWard.ALL)));
    submit(new CoreEvent.EnforcerArrived(TestWard.id("a")));
    admit(PUMP); // whose record brings the policy that the ventilator has too
    admit(VENTILATOR);
  }

  private void retire(DeviceId device) throws InterruptedException {
    submit(new Command.Retire(TestWard.id("r"), device, "ann", "patient Miller went home"));
  }

  private boolean anywhere(String text) {
    boolean inRecords =
        journal.records().stream()
            .flatMap(r -> r.payload().stream())
            .anyMatch(p -> new String(p.toArray(), StandardCharsets.UTF_8).contains(text));
    boolean inCheckpoint =
        journal
            .lastCheckpoint()
            .map(c -> new String(c.state().toArray(), StandardCharsets.UTF_8).contains(text))
            .orElse(false);
    return inRecords || inCheckpoint;
  }

  @Test
  void itsDataGoAndAnAuditRecordStays() throws InterruptedException {
    String mac = TestWard.binding(PUMP).mac();
    retire(PUMP);
    assertThat(anywhere(mac)).isTrue();
    journal.moveCursor("cloud", 1_000);
    tick(2);
    assertThat(anywhere(mac)).isFalse();
    assertThat(anywhere("Miller")).isFalse();
    JournalRecord audit =
        journal.records().stream().filter(r -> r.kind().equals("device.erased")).findFirst().get();
    assertThat(audit.subject()).isEmpty();
    assertThat(new String(audit.payload().orElseThrow().toArray(), StandardCharsets.UTF_8))
        .contains("pump-1")
        .contains("by ann");
    assertThat(published.device(PUMP).orElseThrow().state()).isEqualTo(DeviceState.RETIRED);
    assertThat(published.device(PUMP).orElseThrow().history()).isEmpty();
    assertThat(published.device(PUMP).orElseThrow().address()).isEmpty();
  }

  @Test
  void replayNeedsNothingThatWasErased() throws InterruptedException, RefusedException {
    retire(PUMP);
    journal.moveCursor("cloud", 1_000);
    tick(2);
    WardState again = new WardState("x");
    new Replay(journal, again, new PublishedWard(Clock.systemUTC())).fold();
    assertThat(List.copyOf(again.cases())).isEqualTo(List.copyOf(state.cases()));
    assertThat(again.deviceCase(VENTILATOR).orElseThrow().policy().target().flatMap(again::policy))
        .isPresent();
  }

  @Test
  void nothingIsErasedBeforeTheCloudHasIt() throws InterruptedException {
    retire(PUMP);
    tick(5);
    assertThat(anywhere(TestWard.binding(PUMP).mac())).isTrue();
    assertThat(journal.records()).noneMatch(r -> r.kind().equals("device.erased"));
    journal.moveCursor("cloud", 1_000);
    tick(3);
    assertThat(anywhere(TestWard.binding(PUMP).mac())).isFalse();
  }

  @Test
  void aDeviceWithItsFloorInForceIsNotErased() throws InterruptedException {
    retire(VENTILATOR);
    journal.moveCursor("cloud", 1_000);
    tick(5);
    assertThat(state.deviceCase(VENTILATOR).orElseThrow().policy().target()).isPresent();
    assertThat(journal.records()).noneMatch(r -> r.kind().equals("device.erased"));
  }

  @Test
  void anErasedDeviceMayBeginAnewWhenReleased() throws InterruptedException {
    retire(PUMP);
    journal.moveCursor("cloud", 1_000);
    tick(2);
    submit(new Command.Release(TestWard.id("l"), PUMP, "ann", "repaired"));
    admit(PUMP);
  }
}
