package org.wardgate.mud.testing;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.DetachedCms;
import org.wardgate.crypto.ec.EcKeys;
import org.wardgate.crypto.x509.CertificateIssuer;
import org.wardgate.crypto.x509.Issue;
import org.wardgate.crypto.x509.Profile;
import org.wardgate.crypto.x509.SubjectAltName;

/** A certification authority, made for one test, and a signer of MUD files under it. */
public final class Signers {
  private final KeyPair caKeys = EcKeys.generateP256();
  private final KeyPair signerKeys = EcKeys.generateP256();
  private final Instant now;
  private final X509Certificate ca;
  private final X509Certificate signer;

  private final Duration validity;

  /** A CA and a signer of the given common name, valid for a day around now. */
  public Signers(String signerName, Instant now) {
    this(signerName, now, Duration.ofHours(12));
  }

  /** A CA and a signer of the given common name, valid that long before and after now. */
  public Signers(String signerName, Instant now, Duration validity) {
    this.now = now;
    this.validity = validity;
    this.ca = issue("Test CA", caKeys, Profile.CA, List.of(), Optional.empty());
    this.signer =
        issue(signerName, signerKeys, Profile.CMS_SIGNER, List.of(), Optional.of(this.ca));
  }

  /** The CA's certificate. */
  public X509Certificate anchor() {
    return ca;
  }

  /** The signer's certificate. */
  public X509Certificate signer() {
    return signer;
  }

  /** A detached signature. */
  public Bytes sign(Bytes content) {
    return sign(content, now);
  }

  /** A detached signature that says it was made at some time. */
  public Bytes sign(Bytes content, Instant signingTime) {
    return DetachedCms.sign(content, signerKeys.getPrivate(), List.of(signer), signingTime);
  }

  /** The signer's key. */
  public PrivateKey signerKey() {
    return signerKeys.getPrivate();
  }

  /** A server's certificate under the CA. */
  public X509Certificate server(KeyPair keys, String host) {
    return issue(
        host, keys, Profile.TLS_SERVER, List.of(SubjectAltName.dns(host)), Optional.of(this.ca));
  }

  private X509Certificate issue(
      String name,
      KeyPair keys,
      Profile profile,
      List<SubjectAltName> sans,
      Optional<X509Certificate> issuer) {
    try {
      return CertificateIssuer.issue(
          Issue.of(
                  name,
                  keys.getPublic(),
                  now.minus(validity),
                  now.plus(validity),
                  CertificateIssuer.randomSerialNumber(),
                  profile)
              .withSans(sans),
          issuer,
          caKeys.getPrivate());
    } catch (CryptoException e) {
      throw new IllegalStateException("a fresh key is good enough", e);
    }
  }
}
