package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.wardgate.crypto.testing.Refusals.assertRefused;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wardgate.api.Bytes;
import org.wardgate.api.transport.ContentFormat;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.est.CsrAttributes;
import org.wardgate.crypto.est.MultipartCore;
import org.wardgate.crypto.est.MultipartCore.Part;
import org.wardgate.crypto.est.PrivateKeys;
import org.wardgate.crypto.testing.Vectors;

/** The messages of RFC 9148, Appendix A. One test for each payload. */
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

  @Test
  void serverSideKey() throws CryptoException {
    PrivateKey key = PrivateKeys.ofPkcs8(vector(4));
    X509Certificate certificate = CertsOnly.decode(vector(5)).get(0);
    // the key in the answer is the one its certificate is for
    Bytes request =
        CertificationRequests.create(new KeyPair(certificate.getPublicKey(), key), "skg example");
    CertificationRequest.ofDer(request).verifyPossession();
  }

  @Test
  void serverSideKeyAndCertificateInOnePayload() throws CryptoException {
    List<Part> parts =
        List.of(
            new Part(ContentFormat.PKCS8, vector(4)),
            new Part(ContentFormat.PKCS7_CERTS_ONLY, vector(5)));
    Bytes payload = MultipartCore.encode(parts);
    assertThat(payload.hex()).startsWith("8419011c588a3081870201");
    assertThat(MultipartCore.decode(payload)).isEqualTo(parts);
  }

  @Test
  void csrAttributes() throws CryptoException {
    CsrAttributes attributes = CsrAttributes.decode(vector(6));
    assertThat(attributes.entries())
        .extracting(CsrAttributes.Entry::oid)
        .containsExactly(
            "1.3.6.1.1.1.1.22",
            "2.999.1",
            "1.2.840.113549.1.9.7",
            "2.999.2",
            "1.3.36.3.3.2.8.1.1.11",
            "2.16.840.1.101.3.4.2.2");
    assertThat(attributes.entries().get(3).values()).hasSize(3);
    assertThat(attributes.encode()).isEqualTo(vector(6));
  }
}
