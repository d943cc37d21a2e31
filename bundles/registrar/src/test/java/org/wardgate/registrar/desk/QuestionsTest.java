package org.wardgate.registrar.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.registrar.desk.Questions.Answer;
import org.wardgate.registrar.desk.Questions.Place;

class QuestionsTest {
  private static final DeviceId PUMP = new DeviceId("pump-1");
  private static final Answer VOUCHER = new Answer(Optional.of(Bytes.EMPTY), Optional.empty());
  private static final Answer REFUSAL =
      new Answer(Optional.empty(), Optional.of(Problem.of(OnboardingErrors.VOUCHER_INVALID, "")));

  private final AtomicLong nanos = new AtomicLong();
  private final Questions questions = new Questions(nanos::get);

  private static Questions.Key key(String nonce) {
    return new Questions.Key(Optional.of(Bytes.ofHex(nonce)), Bytes.EMPTY, Bytes.EMPTY);
  }

  private void pass(int seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  private Place place(String nonce) {
    return questions.join(PUMP, key(nonce)).orElseThrow();
  }

  @Test
  void oneQuestionADeviceIsOpen() {
    Place first = place("01");
    assertThat(first.fresh()).isTrue();
    assertThat(place("01").fresh()).isFalse();
    assertThat(questions.join(PUMP, key("02"))).isEmpty();
  }

  @Test
  void aVoucherIsKeptForAWhile() {
    questions.answer(place("01").question(), VOUCHER);
    pass(Questions.VOUCHER_KEPT_SECONDS - 1);
    assertThat(place("01").fresh()).isFalse();
    pass(1);
    assertThat(place("01").fresh()).isTrue();
  }

  @Test
  void aRefusalIsKeptForAShorterWhile() {
    questions.answer(place("01").question(), REFUSAL);
    pass(Questions.REFUSAL_KEPT_SECONDS - 1);
    assertThat(place("01").fresh()).isFalse();
    pass(1);
    assertThat(place("01").fresh()).isTrue();
  }

  @Test
  void anotherNonceIsAnotherQuestionAfterAPause() {
    questions.answer(place("01").question(), VOUCHER);
    assertThat(questions.join(PUMP, key("02"))).isEmpty();
    pass(Questions.PAUSE_SECONDS);
    assertThat(place("02").fresh()).isTrue();
  }

  @Test
  void aForgottenQuestionBeginsAnew() {
    Place first = place("01");
    questions.forget(PUMP, first.question(), "why");
    assertThat(first.question().answer()).isCompletedExceptionally();
    assertThat(place("01").fresh()).isTrue();
  }

  @Test
  void whatIsOverIsDroppedInTime() {
    for (int i = 0; i < 100; i++) {
      DeviceId device = new DeviceId("d-" + i);
      questions.answer(questions.join(device, key("01")).orElseThrow().question(), VOUCHER);
    }
    pass(Questions.VOUCHER_KEPT_SECONDS);
    for (int i = 0; i < 20; i++) {
      assertThat(questions.join(new DeviceId("e-" + i), key("01"))).isPresent();
    }
    assertThat(questions.count()).isEqualTo(20);
  }

  @Test
  void moreThanAllowedAreNotKept() {
    for (int i = 0; i < Questions.KEPT_MAX_COUNT; i++) {
      questions.join(new DeviceId("d-" + i), key("01"));
    }
    assertThat(questions.join(PUMP, key("01"))).isEmpty();
    questions.answer(
        questions.join(new DeviceId("d-7"), key("01")).orElseThrow().question(), VOUCHER);
    assertThat(place("01").fresh()).isTrue();
    assertThat(questions.join(new DeviceId("d-7"), key("01"))).isEmpty();
  }
}
