package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.Problem;
import org.wardgate.api.pki.PkiErrors;
import org.wardgate.api.pki.PkiEvent;
import org.wardgate.api.pki.PkiEvent.CertificateIssued;
import org.wardgate.api.pki.PkiEvent.CertificateRefused;
import org.wardgate.api.pki.PkiIntent.IssueCertificate;

class SigningQueueTest {
  private static final IssueCertificate INTENT = Ward.intent(Bytes.EMPTY);

  private static CompletionStage<PkiEvent> issued(IssueCertificate intent) {
    return CompletableFuture.completedFuture(
        new CertificateIssued(intent.correlationId(), intent.device(), Bytes.EMPTY, Ward.NOW));
  }

  private static PkiEvent refused(IssueCertificate intent, Problem problem) {
    return new CertificateRefused(intent.correlationId(), intent.device(), problem);
  }

  private static void assertRefused(ErrorCode code, PkiEvent event) {
    assertThat(event).isInstanceOf(CertificateRefused.class);
    assertThat(((CertificateRefused) event).problem().code()).isEqualTo(code.code());
  }

  @Test
  void refusesWhenFullAndAnswersTheRest() throws Exception {
    CountDownLatch hold = new CountDownLatch(1);
    try (SigningQueue queue = new SigningQueue(new Ward.SettableClock(), 3)) {
      List<CompletableFuture<PkiEvent>> answers = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        answers.add(
            queue
                .submit(
                    INTENT,
                    intent -> {
                      await(hold);
                      return issued(intent);
                    },
                    SigningQueueTest::refused)
                .toCompletableFuture());
      }
      // two at work, three waiting
      assertThat(answers.stream().filter(CompletableFuture::isDone)).hasSize(5);
      for (CompletableFuture<PkiEvent> answer : answers.subList(5, 10)) {
        assertRefused(PkiErrors.BUSY, answer.join());
      }
      hold.countDown();
      for (CompletableFuture<PkiEvent> answer : answers.subList(0, 5)) {
        assertThat(answer.get(60, TimeUnit.SECONDS)).isInstanceOf(CertificateIssued.class);
      }
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void refusesWhatWaitedTooLong() throws Exception {
    Ward.SettableClock clock = new Ward.SettableClock();
    clock.set(INTENT.deadline().plusSeconds(1));
    try (SigningQueue queue = new SigningQueue(clock, 3)) {
      assertRefused(
          PkiErrors.BUSY,
          queue
              .submit(INTENT, SigningQueueTest::issued, SigningQueueTest::refused)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS));
    }
  }

  @Test
  void answersEvenWhenTheWorkFails() throws Exception {
    try (SigningQueue queue = new SigningQueue(new Ward.SettableClock(), 3)) {
      assertRefused(
          PkiErrors.ISSUE_FAILED,
          queue
              .submit(
                  INTENT,
                  intent -> {
                    throw new IllegalStateException("test");
                  },
                  SigningQueueTest::refused)
              .toCompletableFuture()
              .get(60, TimeUnit.SECONDS));
    }
  }
}
