package org.wardgate.registrar.testing;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

/** A CA: a maker's, a MASA's or the ward's. Its certificates are valid for days around now. */
public final class TestCa {
  private static final String EKU_EMAIL = "06082b06010505070304";
  private static final String EKU_DOCUMENTS = "06082b06010505070324";
  private static final String ECDSA_WITH_SHA256 = "300a06082a8648ce3d040302";

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
  public Identity issues(String name, Profile profile, SubjectAltName... names) {
    KeyPair subject = EcKeys.generateP256();
    Issue issue = issue(name, subject.getPublic(), profile).withSans(List.of(names));
    return new Identity(subject.getPrivate(), sign(issue));
  }

  /** Somebody whose certificate is for signing documents alone (RFC 9336). */
  public Identity signsDocuments(String name) {
    Identity mail = issues(name, Profile.CMS_SIGNER);
    try {
      String tbs = HexFormat.of().formatHex(mail.certificate().getTBSCertificate());
      byte[] changed = HexFormat.of().parseHex(tbs.replace(EKU_EMAIL, EKU_DOCUMENTS));
      Signature signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(keys.getPrivate());
      signature.update(changed);
      byte[] signed = signature.sign();
      byte[] bits = tlv(0x03, ByteBuffer.allocate(1 + signed.length).put(1, signed).array());
      byte[] algorithm = HexFormat.of().parseHex(ECDSA_WITH_SHA256);
      byte[] all =
          ByteBuffer.allocate(changed.length + algorithm.length + bits.length)
              .put(changed)
              .put(algorithm)
              .put(bits)
              .array();
      return new Identity(mail.key(), Certificates.ofDer(Bytes.of(tlv(0x30, all))));
    } catch (GeneralSecurityException | CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  /** DER, with the shortest length. */
  private static byte[] tlv(int tag, byte[] content) {
    byte[] length =
        content.length < 0x80
            ? new byte[] {(byte) content.length}
            : content.length < 0x100
                ? new byte[] {(byte) 0x81, (byte) content.length}
                : new byte[] {(byte) 0x82, (byte) (content.length >> 8), (byte) content.length};
    return ByteBuffer.allocate(1 + length.length + content.length)
        .put((byte) tag)
        .put(length)
        .put(content)
        .array();
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
