package org.wardgate.emulators.provision;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A certification authority made for a demo; its private key lives as long as this object. */
final class Authority {
  private static final Duration BEFORE = Duration.ofHours(1);
  private static final Duration CA_LIFE = Duration.ofDays(3_650);
  private static final Duration SIGNER_LIFE = Duration.ofDays(365);

  private final String organization;
  private final List<X509Certificate> chain;
  private final PrivateKey key;
  private final Instant now;

  private Authority(String organization, List<X509Certificate> chain, PrivateKey key, Instant now) {
    this.organization = organization;
    this.chain = List.copyOf(chain);
    this.key = key;
    this.now = now;
  }

  /** A new root. */
  static Authority root(String organization, Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.SECONDS).minus(BEFORE);
    KeyPair keys = EcKeys.generateP256();
    Issue issue =
        issue(organization + " Root CA", keys.getPublic(), from, from.plus(CA_LIFE), Profile.CA)
            .withOrganization(organization);
    X509Certificate certificate = signed(issue, Optional.empty(), keys.getPrivate());
    return new Authority(organization, List.of(certificate), keys.getPrivate(), from);
  }

  /** A CA below this one. */
  Authority subordinate(String name) {
    KeyPair keys = EcKeys.generateP256();
    Issue issue =
        issue(organization + " " + name, keys.getPublic(), now, now.plus(CA_LIFE), Profile.SUB_CA);
    X509Certificate certificate = signed(issue.withOrganization(organization));
    List<X509Certificate> path = new ArrayList<>();
    path.add(certificate);
    path.addAll(chain);
    return new Authority(organization, path, keys.getPrivate(), now);
  }

  X509Certificate certificate() {
    return chain.get(0);
  }

  X509Certificate rootCertificate() {
    return chain.get(chain.size() - 1);
  }

  /** An end entity that signs or serves for a year. */
  Credential endEntity(String commonName, Profile profile, UnaryOperator<Issue> details) {
    return endEntity(commonName, profile, now.plus(SIGNER_LIFE), details);
  }

  /** A device's identity from its factory: it never expires (IEEE 802.1AR §8.7). */
  Credential deviceIdentity(String commonName, UnaryOperator<Issue> details) {
    return endEntity(commonName, Profile.IDEVID, Issue.NO_EXPIRY, details);
  }

  private Credential endEntity(
      String commonName, Profile profile, Instant until, UnaryOperator<Issue> details) {
    KeyPair keys = EcKeys.generateP256();
    Issue issue = issue(commonName, keys.getPublic(), now, until, profile);
    List<X509Certificate> path = new ArrayList<>();
    path.add(signed(details.apply(issue.withOrganization(organization))));
    path.addAll(chain.subList(0, chain.size() - 1));
    return new Credential(path, keys.getPrivate());
  }

  private static Issue issue(
      String commonName, PublicKey key, Instant from, Instant until, Profile profile) {
    return Issue.of(commonName, key, from, until, CertificateIssuer.randomSerialNumber(), profile);
  }

  private X509Certificate signed(Issue issue) {
    return signed(issue, Optional.of(certificate()), key);
  }

  private static X509Certificate signed(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey issuerKey) {
    try {
      return CertificateIssuer.issue(issue, issuer, issuerKey);
    } catch (CryptoException e) {
      throw new IllegalStateException("a fresh P-256 key was refused", e);
    }
  }
}
