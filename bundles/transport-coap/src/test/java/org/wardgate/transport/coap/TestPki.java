package org.wardgate.transport.coap;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A CA and what it issues. */
final class TestPki {
  private final KeyPair caKeys = EcKeys.generateP256();
  private final X509Certificate ca;

  TestPki(String name) {
    ca = issue(name, caKeys, Profile.CA, Optional.empty());
  }

  /** A key and its certificate. */
  record Identity(PrivateKey key, X509Certificate certificate) {}

  X509Certificate ca() {
    return ca;
  }

  Identity device(String name) {
    KeyPair keys = EcKeys.generateP256();
    return new Identity(keys.getPrivate(), issue(name, keys, Profile.TLS_CLIENT, Optional.of(ca)));
  }

  GatewayCredential gateway(String name) {
    KeyPair keys = EcKeys.generateP256();
    X509Certificate certificate = issue(name, keys, Profile.TLS_SERVER, Optional.of(ca));
    return new GatewayCredential() {
      @Override
      public PrivateKey privateKey() {
        return keys.getPrivate();
      }

      @Override
      public List<X509Certificate> chain() {
        return List.of(certificate);
      }

      @Override
      public List<X509Certificate> wardAnchors() {
        return List.of(ca);
      }
    };
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
