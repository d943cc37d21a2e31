package org.wardgate.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.revocation.RevocationList;
import org.wardgate.pki.status.Revocations;

/** Whoever asks for a revocation list is answered at once, however long one takes to be made. */
class CrlWaitTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Ward ward = new Ward();
  private final CountDownLatch release = new CountDownLatch(1);
  private WardCa ca = ward.ca();

  @AfterEach
  void stop() {
    release.countDown();
    ca.close();
  }

  private Revocations revocations() {
    return ca.revocations().orElseThrow();
  }

  private void block() {
    Thread asking = Thread.currentThread();
    ward.beforeSettings =
        () -> {
          assertThat(Thread.currentThread()).isNotSameAs(asking);
          try {
            release.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
  }

  @Test
  void aListThatIsDueIsNotMadeByWhoeverAsks() throws Exception {
    ca.refresh();
    Bytes before = revocations().crl();
    Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
    block();
    Ward.issue(ca, Ward.revocation("pump-1"));
    ward.clock.set(Ward.NOW.plus(Duration.ofDays(2)));
    assertThat(revocations().crl()).isSameAs(before);
    release.countDown();
    assertThat(awaitOther(before).revoked()).hasSize(1);
  }

  @Test
  void aRevocationMakesAListByItself() throws Exception {
    ca.refresh();
    for (int i = 0; i < 3; i++) {
      Bytes before = revocations().crl();
      Ward.issue(ca, Ward.intent(Ward.spki(EcKeys.generateP256())));
      Ward.issue(ca, Ward.revocation("pump-1"));
      assertThat(awaitOther(before).revoked()).hasSize(i + 1);
    }
  }

  @Test
  void beforeTheFirstListThereIsNone() throws Exception {
    ca.refresh();
    ca.close();
    try (var files = Files.list(ward.directory)) {
      for (var file : files.filter(f -> f.toString().endsWith(".der")).toList()) {
        Files.delete(file);
      }
    }
    ca = ward.ca();
    CountDownLatch reached = new CountDownLatch(1);
    Thread asking = Thread.currentThread();
    ward.beforeSettings =
        () -> {
          // the CA stands; what is asked for next is the list
          if (!Thread.currentThread().equals(asking)
              && ca.revocations().filter(r -> !r.anchorsPem().isEmpty()).isPresent()) {
            reached.countDown();
            try {
              release.await();
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          }
        };
    CompletableFuture<Boolean> refreshed = CompletableFuture.supplyAsync(ca::refresh);
    assertThat(reached.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    RefusedException refusal =
        catchThrowableOfType(RefusedException.class, () -> revocations().crl());
    assertThat(refusal.errorCode().code()).isEqualTo("WG-PKI-0004");
    release.countDown();
    assertThat(refreshed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(revocations().crl().length()).isPositive();
  }

  private RevocationList awaitOther(Bytes before) throws Exception {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (revocations().crl().equals(before)) {
      assertThat(System.nanoTime()).isLessThan(end);
      Thread.onSpinWait();
    }
    return RevocationList.ofDer(revocations().crl());
  }
}
