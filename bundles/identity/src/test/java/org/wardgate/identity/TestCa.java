package org.wardgate.identity;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;

/** A CA: a maker's or the ward's. */
final class TestCa {
  private final KeyPair keys;
  private final X509Certificate certificate;

  private TestCa(KeyPair keys, X509Certificate certificate) {
    this.keys = keys;
    this.certificate = certificate;
  }

  /** A key and its certificate. */
  record Identity(PrivateKey key, X509Certificate certificate) {}

  static TestCa root(String name) {
    KeyPair keys = EcKeys.generateP256();
    Issue issue = issue(name, keys.getPublic(), Profile.CA);
    return new TestCa(keys, sign(issue, Optional.empty(), keys.getPrivate()));
  }

  TestCa sub(String name) {
    KeyPair subKeys = EcKeys.generateP256();
    return new TestCa(subKeys, sign(issue(name, subKeys.getPublic(), Profile.SUB_CA)));
  }

  X509Certificate certificate() {
    return certificate;
  }

  /** An IDevID of a serial number. */
  Identity idevid(String serial) {
    KeyPair device = EcKeys.generateP256();
    return new Identity(device.getPrivate(), sign(idevidIssue(serial, device.getPublic())));
  }

  Identity idevidWithoutMudUrl(String serial) {
    KeyPair device = EcKeys.generateP256();
    Issue usual = idevidIssue(serial, device.getPublic());
    return new Identity(
        device.getPrivate(),
        sign(
            new Issue(
                usual.subjectCn(),
                usual.subjectSerial(),
                usual.organization(),
                usual.publicKey(),
                usual.notBefore(),
                usual.notAfter(),
                usual.serialNumber(),
                Profile.IDEVID,
                List.of(),
                Optional.empty(),
                Optional.empty())));
  }

  static Issue idevidIssue(String serial, PublicKey key) {
    return new Issue(
        "Device " + serial,
        Optional.of(serial),
        Optional.of("Maker"),
        key,
        now().minus(Duration.ofDays(1)),
        Issue.NO_EXPIRY,
        CertificateIssuer.randomSerialNumber(),
        Profile.IDEVID,
        List.of(),
        Optional.of("https://maker.example/" + serial + ".json"),
        Optional.empty());
  }

  Identity expiredIdevid(String serial) {
    KeyPair device = EcKeys.generateP256();
    Issue fresh = idevidIssue(serial, device.getPublic());
    return new Identity(
        device.getPrivate(),
        sign(
            new Issue(
                fresh.subjectCn(),
                fresh.subjectSerial(),
                fresh.organization(),
                fresh.publicKey(),
                now().minus(Duration.ofMinutes(50)),
                now().minus(Duration.ofMinutes(10)),
                fresh.serialNumber(),
                Profile.IDEVID,
                List.of(),
                Optional.empty(),
                Optional.empty())));
  }

  Identity ldevid(String device) {
    KeyPair deviceKeys = EcKeys.generateP256();
    return new Identity(deviceKeys.getPrivate(), ldevid(device, deviceKeys.getPublic()));
  }

  /** An LDevID of a device whose serial number is 1. */
  X509Certificate ldevid(String device, PublicKey key) {
    return sign(issue(device, key, Profile.TLS_CLIENT).withSubjectSerial("1"));
  }

  static Issue issue(String name, PublicKey key, Profile profile) {
    return Issue.of(
        name,
        key,
        now().minus(Duration.ofHours(1)),
        now().plus(Duration.ofHours(1)),
        CertificateIssuer.randomSerialNumber(),
        profile);
  }

  X509Certificate sign(Issue issue) {
    return sign(issue, Optional.of(certificate), keys.getPrivate());
  }

  static Instant now() {
    return Instant.now();
  }

  private static X509Certificate sign(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey key) {
    try {
      return CertificateIssuer.issue(issue, issuer, key);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The gateway's credential from this CA, which devices then trust, and perhaps others. */
  GatewayCredential gateway(X509Certificate... otherAnchors) {
    KeyPair gateway = EcKeys.generateP256();
    X509Certificate server = sign(issue("gateway", gateway.getPublic(), Profile.TLS_SERVER));
    List<X509Certificate> anchors =
        Stream.concat(Stream.of(certificate), Arrays.stream(otherAnchors)).toList();
    return new GatewayCredential() {
      @Override
      public PrivateKey privateKey() {
        return gateway.getPrivate();
      }

      @Override
      public List<X509Certificate> chain() {
        return List.of(server);
      }

      @Override
      public List<X509Certificate> wardAnchors() {
        return anchors;
      }
    };
  }

  static String pem(PrivateKey key) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PRIVATE KEY-----\n";
  }
}
