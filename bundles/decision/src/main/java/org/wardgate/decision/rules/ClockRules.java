package org.wardgate.decision.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.decision.state.ClockFacts;
import org.wardgate.decision.state.LiveFacts;
import org.wardgate.decision.state.Moment;
import org.wardgate.decision.state.OpenWork;
import org.wardgate.decision.state.Outcome;

/**
 * Judges the clock on the wall against the monotonic one. One that leaps, to 1970 or to 2100 or by
 * an hour, makes nothing expire and certifies nobody: time goes on from where it was believed last.
 */
final class ClockRules {
  private final Duration settling;

  /**
   * @param settling how long after a leap nothing expires
   */
  ClockRules(Duration settling) {
    this.settling = settling;
  }

  /**
   * Looks at the clocks.
   *
   * @return whether the clock on the wall is believed no more, or again
   */
  boolean tick(Draft draft) {
    ClockFacts clock = draft.state().clock();
    Moment now = draft.moment();
    boolean right;
    if (clock.believed().isEmpty()) {
      right = begin(draft, clock, now);
    } else if (clock.right()) {
      right = watch(draft, clock, now);
    } else {
      right = await(draft, clock, now);
    }
    return right != clock.right();
  }

  /** The first look in this process: only the journal's last time is known. */
  private boolean begin(Draft draft, ClockFacts clock, Moment now) {
    if (clock.plausible(now.wall())) {
      believe(draft, clock, now);
      return true;
    }
    Moment assumed = new Moment(draft.at(), now.monotonicMillis());
    draft.also(
        new Outcome.ClockIs(
            new ClockFacts(
                false,
                clock.notBefore(),
                Optional.of(assumed),
                Optional.of(now),
                clock.settledAtMillis())));
    wrong(draft, clock, now);
    return false;
  }

  private boolean watch(Draft draft, ClockFacts clock, Moment now) {
    if (clock.believes(now)) {
      draft.also(new Outcome.ClockIs(with(clock, true, now, Optional.empty())));
      return true;
    }
    draft.also(
        new Outcome.ClockIs(with(clock, false, clock.believed().orElseThrow(), Optional.of(now))));
    wrong(draft, clock, now);
    return false;
  }

  private boolean await(Draft draft, ClockFacts clock, Moment now) {
    Moment believed = clock.believed().orElseThrow();
    Moment steady = clock.steady().orElse(now);
    boolean still = steady.leapUntil(now).compareTo(ClockFacts.LEAP) <= 0;
    boolean first = clock.settledAtMillis() == ClockFacts.UNKNOWN.settledAtMillis();
    boolean back =
        first
            ? clock.plausible(now.wall())
            : believed.leapUntil(now).compareTo(ClockFacts.LEAP) <= 0;
    Duration steadyFor = Duration.ofMillis(now.monotonicMillis() - steady.monotonicMillis());
    boolean accepted =
        still
            && steadyFor.compareTo(DecisionLimits.STEADY_MIN) >= 0
            && believed.leapUntil(now).compareTo(DecisionLimits.LEAP_ACCEPTED_MAX) <= 0;
    if (back || accepted) {
      believe(draft, clock, now);
    } else if (!still) {
      draft.also(new Outcome.ClockIs(with(clock, false, believed, Optional.of(now))));
    }
    return back || accepted;
  }

  private static ClockFacts with(
      ClockFacts clock, boolean right, Moment believed, Optional<Moment> steady) {
    return new ClockFacts(
        right, clock.notBefore(), Optional.of(believed), steady, clock.settledAtMillis());
  }

  private void believe(Draft draft, ClockFacts clock, Moment now) {
    draft.also(
        new Outcome.ClockIs(
            new ClockFacts(
                true,
                clock.notBefore(),
                Optional.of(now),
                Optional.empty(),
                now.monotonicMillis() + settling.toMillis())));
    if (!clock.right()) {
      draft.also(new Outcome.ClockTurned(true, now.wall()));
      draft.say("ward.clock-right", "the clock shows " + now.wall());
      reschedule(draft, now.wall(), now);
    }
  }

  private static void wrong(Draft draft, ClockFacts clock, Moment now) {
    String shown = "it shows " + now.wall() + ", expected about " + draft.at();
    if (clock.right()) {
      draft.also(new Outcome.ClockTurned(false, draft.at()));
      draft.say("ward.clock-wrong", Problem.of(PkiErrors.BAD_CLOCK, shown).line());
    }
    reschedule(draft, draft.at(), now);
  }

  /** Deadlines are by the clock on the wall, which was moved; what is due is due anew. */
  private static void reschedule(Draft draft, Instant at, Moment now) {
    Instant deadline = now.wall().plus(DecisionLimits.FETCH_TIME_MAX);
    draft
        .state()
        .work()
        .forEach(
            (id, work) ->
                draft.also(
                    new Outcome.WorkIs(
                        id,
                        Optional.of(
                            new OpenWork(work.kind(), work.device(), deadline, work.placed())))));
    draft
        .state()
        .cases()
        .forEach(
            c -> {
              if (!draft.state().live(c.device()).equals(LiveFacts.NONE)) {
                draft.putLive(c.device(), LiveFacts::rescheduled);
              }
            });
    if (!draft.state().enforced()) {
      draft.also(new Outcome.EnforcedIs(false, at));
    }
  }
}
