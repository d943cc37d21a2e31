package org.wardgate.crypto.x509;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.wardgate.crypto.ec.EcKeys;

class RevocationAddressesTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");

  private static X509Certificate certificate(Optional<RevocationUrls> urls) throws Exception {
    KeyPair keys = EcKeys.generateP256();
    Issue issue =
        Issue.of(
            "Ward",
            keys.getPublic(),
            FROM,
            FROM.plusSeconds(60),
            CertificateIssuer.randomSerialNumber(),
            Profile.CA);
    return CertificateIssuer.issue(issue, Optional.empty(), keys.getPrivate(), urls);
  }

  @Test
  void saysWhereToAsk() throws Exception {
    RevocationUrls urls =
        new RevocationUrls("http://gw.example/pki/crl?issuer=0a", "http://gw.example/pki/ocsp");
    X509Certificate certificate = certificate(Optional.of(urls));
    assertThat(RevocationAddresses.crl(certificate)).containsExactly(urls.crl());
    assertThat(RevocationAddresses.ocsp(certificate)).containsExactly(urls.ocsp());
  }

  @Test
  void saysNothingWhereNothingIsSaid() throws Exception {
    X509Certificate certificate = certificate(Optional.empty());
    assertThat(RevocationAddresses.crl(certificate)).isEmpty();
    assertThat(RevocationAddresses.ocsp(certificate)).isEmpty();
  }
}
