package org.wardgate.updater.testing;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

/**
 * Who signs releases.
 *
 * @param keys of the signer
 * @param signer its certificate
 * @param anchor who issued that
 */
public record Release(KeyPair keys, X509Certificate signer, X509Certificate anchor) {
  /** When everything happens unless a test says otherwise. */
  public static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");

  /** A signer of its own. */
  public static Release of(Profile profile) {
    return of(profile, "127.0.0.1");
  }

  /** A signer, or a server at an IP address, of its own. */
  public static Release of(Profile profile, String address) {
    KeyPair root = EcKeys.generateP256();
    KeyPair keys = EcKeys.generateP256();
    try {
      X509Certificate anchor =
          CertificateIssuer.issue(
              issue("Releases", root, Profile.CA), Optional.empty(), root.getPrivate());
      return new Release(
          keys,
          CertificateIssuer.issue(
              issue("release", keys, profile)
                  .withSans(List.of(new SubjectAltName(SubjectAltName.Kind.IP, address))),
              Optional.of(anchor),
              root.getPrivate()),
          anchor);
    } catch (CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Issue issue(String name, KeyPair keys, Profile profile) {
    return Issue.of(
        name,
        keys.getPublic(),
        NOW.minus(Duration.ofDays(400)),
        NOW.plus(Duration.ofDays(36_500)),
        new BigInteger("77"),
        profile);
  }

  /** Signs now. */
  public Bytes sign(byte[] content) {
    return sign(content, NOW);
  }

  /** Signs. */
  public Bytes sign(byte[] content, Instant at) {
    return DetachedCms.sign(Bytes.of(content), keys.getPrivate(), List.of(signer), at);
  }

  /** The anchor as PEM. */
  public String pem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder().encodeToString(Certificates.der(anchor).toArray())
        + "\n-----END CERTIFICATE-----\n";
  }
}
