package org.wardgate.registrar.testing;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

/** A CA: a maker's, a MASA's or the ward's. Its certificates are valid for days around now. */
public final class TestCa {
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCa(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** A key and its certificate. */
  public record Identity(PrivateKey key, X509Certificate certificate) {}

  /** The time all of this is valid at. */
  public static Instant now() {
    return Instant.now();
  }

  public static TestCa root(String name) {
    KeyPair keys = EcKeys.generateP256();
    Issue issue = issue(name, keys.getPublic(), Profile.CA);
    return new TestCa(keys, sign(issue, Optional.empty(), keys.getPrivate()));
  }

  public TestCa sub(String name) {
    KeyPair subKeys = EcKeys.generateP256();
    return new TestCa(subKeys, sign(issue(name, subKeys.getPublic(), Profile.SUB_CA)));
  }

  public X509Certificate certificate() {
    return certificate;
  }

  /** The CA itself, as a signer. */
  public Identity self() {
    return new Identity(keys.getPrivate(), certificate);
  }

  /** A device's IDevID. */
  public Identity idevid(String serial) {
    KeyPair device = EcKeys.generateP256();
    return idevid(serial, device.getPrivate(), device.getPublic());
  }

  private Identity idevid(String serial, PrivateKey key, PublicKey publicKey) {
    Issue issue =
        Issue.of(
                "Device " + serial,
                publicKey,
                now().minus(Duration.ofDays(30)),
                Issue.NO_EXPIRY,
                CertificateIssuer.randomSerialNumber(),
                Profile.IDEVID)
            .withSubjectSerial(serial);
    return new Identity(key, sign(issue));
  }

  /** Somebody with a certificate of this CA. */
  public Identity issues(String name, Profile profile) {
    KeyPair subject = EcKeys.generateP256();
    return new Identity(subject.getPrivate(), sign(issue(name, subject.getPublic(), profile)));
  }

  /** A certificate that was over a day ago. */
  public Identity issuesExpired(String name, Profile profile) {
    KeyPair subject = EcKeys.generateP256();
    Issue issue =
        Issue.of(
            name,
            subject.getPublic(),
            now().minus(Duration.ofDays(9)),
            now().minus(Duration.ofDays(1)),
            CertificateIssuer.randomSerialNumber(),
            profile);
    return new Identity(subject.getPrivate(), sign(issue));
  }

  /** A web server with these names. */
  public Identity server(SubjectAltName... names) {
    KeyPair subject = EcKeys.generateP256();
    Issue issue = issue("server", subject.getPublic(), Profile.TLS_SERVER).withSans(List.of(names));
    return new Identity(subject.getPrivate(), sign(issue));
  }

  /** A device's certificate of this ward. */
  public X509Certificate ldevid(String device, PublicKey key) {
    return sign(issue(device, key, Profile.TLS_CLIENT));
  }

  /** A gateway of this ward. */
  public GatewayCredential gateway(X509Certificate... otherAnchors) {
    Identity server = issues("gateway", Profile.TLS_SERVER);
    List<X509Certificate> anchors = new ArrayList<>(List.of(certificate));
    anchors.addAll(List.of(otherAnchors));
    return credential(server.key(), List.of(server.certificate()), anchors);
  }

  /** A credential of these parts. */
  public static GatewayCredential credential(
      PrivateKey key, List<X509Certificate> chain, List<X509Certificate> anchors) {
    return new GatewayCredential() {
      @Override
      public PrivateKey privateKey() {
        return key;
      }

      @Override
      public List<X509Certificate> chain() {
        return chain;
      }

      @Override
      public List<X509Certificate> wardAnchors() {
        return anchors;
      }
    };
  }

  private static Issue issue(String name, PublicKey key, Profile profile) {
    return Issue.of(
        name,
        key,
        now().minus(Duration.ofDays(10)),
        now().plus(Duration.ofDays(20)),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  private X509Certificate sign(Issue issue) {
    return sign(issue, Optional.of(certificate), keys.getPrivate());
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
