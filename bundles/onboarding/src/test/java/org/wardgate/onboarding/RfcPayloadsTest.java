package org.wardgate.onboarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.api.transport.Response;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.CertificationRequest;

/** The requests of RFC 9148, Appendix A, at their resources. */
class RfcPayloadsTest {
  private final TestDesk desk = new TestDesk(Duration.ZERO);

  private static Bytes vector(int number) throws IOException {
    Path root = Path.of(System.getProperty("wardgate.vectors", "../../../shared/vectors"));
    if ("true".equals(System.getenv("CI"))) {
      assertThat(root).as("the folder of test vectors must be there in CI").isDirectory();
    }
    assumeTrue(Files.isDirectory(root), "no test vectors at " + root);
    return Bytes.of(Files.readAllBytes(root.resolve("est/vector-" + number + ".der")));
  }

  private Response post(CsrResource at, Bytes csr) {
    return TestDesk.join(
        at.handle(TestWard.post(TestWard.PUMP, ContentFormat.PKCS10, OptionalInt.empty(), csr)));
  }

  @Test
  void theRequestOfA2IsTakenAndItsChallengePasswordNotLookedAt()
      throws IOException, CryptoException {
    CertificationRequest csr = CertificationRequest.ofDer(vector(1));
    assertThat(csr.challengePassword()).isPresent();

    assertThat(post(new SimpleEnrolment(desk.enrolments), vector(1))).isEqualTo(Response.later(1));
    assertThat(desk.last().publicKeySpki()).isEqualTo(csr.publicKeySpki());
  }

  @Test
  void theRequestOfA3IsTakenForAServersKey() throws IOException {
    TestWard ward = new TestWard();

    assertThat(post(new ServerKeyWithCerts(desk.enrolments, ward::inventory), vector(3)))
        .isEqualTo(Response.later(1));
    assertThat(desk.requested).hasSize(1);
  }
}
