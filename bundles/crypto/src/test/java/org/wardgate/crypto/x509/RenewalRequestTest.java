package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;

class RenewalRequestTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void repeatsTheNamesWithAnotherKey(boolean alternativeNames) throws Exception {
    KeyPair old = EcKeys.generateP256();
    Issue issue =
        Issue.of(
                "pump-1",
                old.getPublic(),
                FROM,
                FROM.plusSeconds(60),
                CertificateIssuer.randomSerialNumber(),
                Profile.TLS_CLIENT)
            .withSubjectSerial("SN-1");
    X509Certificate certificate =
        CertificateIssuer.issue(
            alternativeNames ? issue.withSans(List.of(SubjectAltName.dns("pump-1"))) : issue,
            Optional.empty(),
            old.getPrivate());
    KeyPair fresh = EcKeys.generateP256();
    CertificationRequest request =
        CertificationRequest.ofDer(CertificationRequests.renewing(certificate, fresh));
    request.verifyPossession();
    assertThat(SubjectNames.of(request)).isEqualTo(SubjectNames.of(certificate));
    assertThat(request.publicKeySpki()).isEqualTo(PublicKeys.spki(fresh.getPublic()));
  }
}
