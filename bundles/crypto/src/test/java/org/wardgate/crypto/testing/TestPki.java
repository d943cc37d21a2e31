package org.wardgate.crypto.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A key with its certificate, and what it issues. */
public record TestPki(KeyPair keys, X509Certificate certificate) {
  /** The time most tests happen at. */
  public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** A self-signed CA, valid for a year around {@link #NOW}. */
  public static TestPki root(String name) {
    KeyPair keys = EcKeys.generateP256();
    return new TestPki(keys, sign(issue(name, keys, Profile.CA), Optional.empty(), keys));
  }

  /** Something this CA issues. */
  public TestPki issues(String name, Profile profile) {
    KeyPair subject = EcKeys.generateP256();
    return new TestPki(subject, issues(issue(name, subject, profile)));
  }

  /** A certificate this CA issues. */
  public X509Certificate issues(Issue issue) {
    return sign(issue, Optional.of(certificate), keys);
  }

  /** What a certificate with nothing special says. */
  public static Issue issue(String name, KeyPair keys, Profile profile) {
    return Issue.of(
        name,
        keys.getPublic(),
        NOW.minus(Duration.ofDays(180)),
        NOW.plus(Duration.ofDays(180)),
        new BigInteger("1234567890"),
        profile);
  }

  private static X509Certificate sign(
      Issue issue, Optional<X509Certificate> issuer, KeyPair signer) {
    try {
      return CertificateIssuer.issue(issue, issuer, signer.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }
}
