package org.wardgate.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.wardgate.api.DeviceId;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.api.onboarding.OnboardingEvent.PeerRefused;
import org.wardgate.api.onboarding.RefusalThrottle;
import org.wardgate.api.transport.TransportKind;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Profile;

class RefusalReporterTest {
  private static final Problem PROBLEM = Problem.of(OnboardingErrors.UNTRUSTED_CHAIN, "detail");

  private final AtomicLong nanos = new AtomicLong(1);
  private final List<PeerRefused> reported = new CopyOnWriteArrayList<>();
  private Supplier<CompletionStage<Void>> outcome = () -> CompletableFuture.completedFuture(null);
  private final RefusalReporter reporter =
      new RefusalReporter(
          event -> {
            reported.add((PeerRefused) event);
            return outcome.get();
          },
          new Correlations(),
          nanos::get);

  private void report(X509Certificate certificate) {
    reporter.report(certificate, "10.0.0.9", TransportKind.COAP, PROBLEM);
  }

  private static X509Certificate stranger(int number) {
    return TestCa.root("Stranger " + number).certificate();
  }

  @Test
  void reportsAStranger() {
    X509Certificate stranger = stranger(1);
    report(stranger);

    PeerRefused event = reported.get(0);
    assertThat(event.device()).isEqualTo(DeviceId.unknown(Certificates.sha256(stranger)));
    assertThat(event.claimedSubject()).isEqualTo("CN=Stranger 1");
    assertThat(event.peerAddress()).isEqualTo("10.0.0.9");
    assertThat(event.problem()).isEqualTo(PROBLEM);
  }

  @Test
  void reportsTheSameCertificateOnceASecond() {
    X509Certificate stranger = stranger(1);
    for (int i = 0; i < 5; i++) {
      report(stranger);
    }
    assertThat(reported).hasSize(1);

    nanos.addAndGet(1_000_000_000);
    report(stranger);
    assertThat(reported).hasSize(2);
    assertThat(reported.get(1).problem().detail())
        .isEqualTo("(after 4 refusals not listed) detail");
  }

  @Test
  void reportsNoMoreThanTenASecondOverall() {
    for (int i = 0; i < 40; i++) {
      report(stranger(i));
    }
    assertThat(reported).hasSize(RefusalThrottle.PER_SECOND_MAX);

    nanos.addAndGet(100_000_000);
    report(stranger(40));
    report(stranger(41));
    assertThat(reported).hasSize(RefusalThrottle.PER_SECOND_MAX + 1);
  }

  @Test
  void countsWhatCouldNotBeRecorded() {
    outcome =
        () ->
            CompletableFuture.failedFuture(
                new RefusedException(OnboardingErrors.NOT_ADMISSIBLE, "full"));
    report(stranger(1));
    outcome = () -> CompletableFuture.completedFuture(null);
    report(stranger(2));

    assertThat(reported.get(1).problem().detail()).startsWith("(after 1 refusals not listed)");
  }

  @Test
  void cleansWhatTheStrangerWrote() {
    TestCa ca = TestCa.root("Forger");
    report(
        ca.sign(
            TestCa.issue(
                "\u202e\u0007line\nbreak" + "x".repeat(40),
                EcKeys.generateP256().getPublic(),
                Profile.TLS_CLIENT)));

    assertThat(reported.get(0).claimedSubject())
        .hasSizeLessThanOrEqualTo(Problem.DETAIL_MAX_CHARS)
        .doesNotContain("\n", "\u202e", "\u0007");
  }
}
