package org.wardgate.coap.eap;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wardgate.coap.eap.peer.TlsMethod;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** The CA of the AAA server's certificates and of the devices that use EAP-TLS. */
final class TestCa {
  private final KeyPair caKeys = EcKeys.generateP256();
  private final X509Certificate ca = issue("aaa-ca", caKeys, Profile.CA, Optional.empty());
  private final KeyPair serverKeys = EcKeys.generateP256();
  private final X509Certificate server =
      issue("aaa.hospital", serverKeys, Profile.TLS_SERVER, Optional.of(ca));

  String anchorPem() {
    return Certificates.toPem(List.of(ca));
  }

  String serverPem() {
    return Certificates.toPem(List.of(server));
  }

  String serverKeyPem() {
    return pem(serverKeys.getPrivate());
  }

  private static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
            .encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }

  /** What a device with a certificate of that common name does. */
  TlsMethod tls(String commonName) {
    KeyPair keys = EcKeys.generateP256();
    return new TlsMethod(
        issue(commonName, keys, Profile.TLS_CLIENT, Optional.of(ca)), keys.getPrivate());
  }

  /** The certificate of a device of that common name. */
  X509Certificate device(String commonName) {
    return issue(commonName, EcKeys.generateP256(), Profile.TLS_CLIENT, Optional.of(ca));
  }

  private X509Certificate issue(
      String name, KeyPair keys, Profile profile, Optional<X509Certificate> issuer) {
    Instant now = Instant.now();
    try {
      return CertificateIssuer.issue(
          Issue.of(
              name,
              keys.getPublic(),
              now.minus(Duration.ofHours(1)),
              now.plus(Duration.ofHours(1)),
              CertificateIssuer.randomSerialNumber(),
              profile),
          issuer,
          caKeys.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }
}
