package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.testing.Vectors;

/** The messages of RFC 9148, Appendix A. Server-side keys and CSR attributes are not used here. */
class EstVectorsTest {
  private static Bytes vector(int number) {
    return Vectors.bytes("est/vector-" + number + ".der");
  }

  @Test
  void cacerts() throws CryptoException {
    List<X509Certificate> certificates = CertsOnly.decode(vector(0));
    assertThat(certificates).hasSize(1);
    assertThat(certificates.get(0).getBasicConstraints()).isNotNegative();
    assertThat(CertsOnly.decode(CertsOnly.encode(certificates))).isEqualTo(certificates);
  }

  @Test
  void enrollmentRequestAndItsCertificate() throws CryptoException {
    CertificationRequest request = CertificationRequest.ofDer(vector(1));
    request.verifyPossession();
    assertThat(request.challengePassword()).isPresent();
    X509Certificate issued = CertsOnly.decode(vector(2)).get(0);
    assertThat(Bytes.of(issued.getPublicKey().getEncoded())).isEqualTo(request.publicKeySpki());
    assertThat(Certificates.hardwareModuleName(issued)).isPresent();
    // the appendix shows another CA's certificate than the one that issued this
    Instant within = issued.getNotBefore().toInstant().plusSeconds(1);
    List<X509Certificate> anchors = CertsOnly.decode(vector(0));
    assertRefused(
        Reason.UNTRUSTED,
        () -> ChainValidator.validate(List.of(issued), List.of(), anchors, within, Usage.ANY));
  }

  @Test
  void serverSideKeyRequestAndItsCertificate() throws CryptoException {
    CertificationRequest.ofDer(vector(3)).verifyPossession();
    assertThat(CertsOnly.decode(vector(5))).hasSize(1);
  }
}
