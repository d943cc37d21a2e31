package org.wardgate.decision.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Event;
import org.wardgate.api.Intent;
import org.wardgate.api.error.Problem;
import org.wardgate.api.inventory.InventoryChanged;
import org.wardgate.api.view.DeviceState;
import org.wardgate.decision.TestWard;
import org.wardgate.decision.rules.DecisionLimits;
import org.wardgate.decision.rules.Reducer;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.WardState;

/** Durable first, then published, then carried out. */
class DecisionLoopTest {
  private static final Clock CLOCK = Clock.fixed(TestWard.START, ZoneOffset.UTC);

  private final MemoryJournal journal = new MemoryJournal();
  private final WardState state = new WardState("l");
  private final PublishedWard published = new PublishedWard(java.time.Clock.systemUTC());
  private final List<Intent> carriedOut = new ArrayList<>();
  private final DecisionLoop loop =
      new DecisionLoop(
          state,
          new Reducer(TestWard.compiler(), TestWard.evaluator(), DecisionLimits.DEFAULT),
          journal,
          published,
          carriedOut::add,
          new Clocks(CLOCK, () -> 0),
          new Eraser(journal, true, event -> {}),
          event -> {});

  private CompletableFuture<Optional<Problem>> process(Event event) throws InterruptedException {
    CompletableFuture<Optional<Problem>> durable = new CompletableFuture<>();
    loop.process(List.of(new Submission(event, new Moment(TestWard.START, 0), durable)));
    return durable;
  }

  private void loadInventory() throws InterruptedException {
    assertThat(process(new InventoryChanged(TestWard.id("i"), TestWard.inventory(1, TestWard.ALL))))
        .isCompleted();
  }

  @Test
  void whatIsDurableIsPublishedAndCarriedOut() throws InterruptedException {
    loadInventory();
    assertThat(process(TestWard.identified(TestWard.PUMP))).isCompletedWithValue(Optional.empty());
    assertThat(published.device(TestWard.PUMP).orElseThrow().state())
        .isEqualTo(DeviceState.IDENTIFIED);
    assertThat(published.device(TestWard.PUMP).orElseThrow().history()).hasSize(1);
    assertThat(carriedOut).hasSize(2);
    assertThat(journal.records()).hasSize(1);
  }

  @Test
  void aFullDiskDecidesNothing() throws InterruptedException {
    loadInventory();
    journal.full(true);
    assertThat(process(TestWard.identified(TestWard.PUMP))).isCompletedExceptionally();
    assertThat(published.device(TestWard.PUMP)).isEmpty();
    assertThat(state.deviceCase(TestWard.PUMP)).isEmpty();
    assertThat(state.workCount()).isZero();
    assertThat(carriedOut).isEmpty();
    journal.full(false);
    assertThat(process(TestWard.identified(TestWard.PUMP))).isCompletedWithValue(Optional.empty());
    assertThat(carriedOut).hasSize(2);
  }

  @Test
  void anUnknownEventIsRefusedAndTheRestOfItsBatchGoesOn() throws InterruptedException {
    loadInventory();
    CompletableFuture<Optional<Problem>> odd = new CompletableFuture<>();
    CompletableFuture<Optional<Problem>> good = new CompletableFuture<>();
    Event unknown = () -> TestWard.id("odd");
    loop.process(
        List.of(
            new Submission(unknown, new Moment(TestWard.START, 0), odd),
            new Submission(
                TestWard.identified(TestWard.PUMP), new Moment(TestWard.START, 0), good)));
    assertThat(odd).isCompletedExceptionally();
    assertThat(good).isCompleted();
    assertThat(published.devices()).hasSize(1);
  }

  @Test
  void tooManyWaitingEventsAreRefused() {
    for (int i = 0; i < DecisionLoop.EVENTS_MAX_COUNT; i++) {
      assertThat(loop.submit(TestWard.identified(TestWard.PUMP))).isNotDone();
    }
    assertThat(loop.submit(TestWard.identified(TestWard.PUMP))).isCompletedExceptionally();
    assertThat(loop.answer(TestWard.identified(TestWard.PUMP))).isNotDone();
  }

  @Test
  void otherLimitsCountForTheNextBatchAndWhatIsKnownStays() throws InterruptedException {
    loadInventory();
    assertThat(process(TestWard.identified(TestWard.PUMP)).join()).isEmpty();
    DecisionLimits few = new DecisionLimits(1, 0, 0.1, 3, 2);
    loop.decideBy(new Reducer(TestWard.compiler(), TestWard.evaluator(), few));
    assertThat(process(TestWard.identified(TestWard.MONITOR)).join()).isEmpty();
    assertThat(published.devices()).hasSize(1);
    loop.decideBy(new Reducer(TestWard.compiler(), TestWard.evaluator(), DecisionLimits.DEFAULT));
    assertThat(process(TestWard.identified(TestWard.MONITOR)).join()).isEmpty();
    assertThat(published.devices()).hasSize(2);
  }
}
