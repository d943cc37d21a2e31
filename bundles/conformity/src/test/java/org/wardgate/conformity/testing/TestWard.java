package org.wardgate.conformity.testing;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cose.PublicKeys;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A ward CA and whom it certifies. */
public final class TestWard {
  /** The time most tests happen at. */
  public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  private final KeyPair keys = EcKeys.generateP256();
  private final X509Certificate root;

  /** A ward of its own. */
  public TestWard(String name) {
    root = sign(issue(name, keys, Profile.CA), Optional.empty(), keys.getPrivate());
  }

  /** What a third party trusts. */
  public X509Certificate root() {
    return root;
  }

  /** A gateway's credential, valid for an hour before and after {@link #NOW}. */
  public GatewayCredential gateway(String id) {
    return credential(id, Profile.GATEWAY);
  }

  /** A device's certificate and key as if it were a gateway's. */
  public GatewayCredential device(String id) {
    return credential(id, Profile.TLS_CLIENT);
  }

  /** A new key of a device. */
  public static Bytes deviceKey() {
    return PublicKeys.spki(EcKeys.generateP256().getPublic());
  }

  private GatewayCredential credential(String id, Profile profile) {
    KeyPair own = EcKeys.generateP256();
    X509Certificate certificate =
        sign(issue(id, own, profile), Optional.of(root), keys.getPrivate());
    return new Credential(own.getPrivate(), List.of(certificate), List.of(root));
  }

  /**
   * A credential.
   *
   * @param privateKey of the first certificate
   * @param chain its own
   * @param wardAnchors the root
   */
  public record Credential(
      PrivateKey privateKey, List<X509Certificate> chain, List<X509Certificate> wardAnchors)
      implements GatewayCredential {}

  private static Issue issue(String name, KeyPair subject, Profile profile) {
    return Issue.of(
        name,
        subject.getPublic(),
        NOW.minus(Duration.ofHours(1)),
        NOW.plus(Duration.ofHours(1)),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  private static X509Certificate sign(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey key) {
    try {
      return CertificateIssuer.issue(issue, issuer, key);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }
}
