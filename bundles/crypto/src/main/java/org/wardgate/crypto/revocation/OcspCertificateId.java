package org.wardgate.crypto.revocation;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.Map;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.wardgate.api.Bytes;

/**
 * Which certificate an OCSP request asks for (RFC 6960 §4.1.1). Equal if they name it the same way.
 *
 * @param hashAlgorithm object identifier in dotted form
 * @param issuerNameHash digest of the issuer's name
 * @param issuerKeyHash digest of the issuer's key
 * @param serialNumber the certificate's
 */
public record OcspCertificateId(
    String hashAlgorithm, Bytes issuerNameHash, Bytes issuerKeyHash, BigInteger serialNumber) {
  // SHA-1 names here, it protects nothing; clients go on using it (RFC 6960 §4.3)
  private static final Map<String, String> DIGESTS =
      Map.of("1.3.14.3.2.26", "SHA-1", "2.16.840.1.101.3.4.2.1", "SHA-256");

  static OcspCertificateId of(CertID id) {
    return new OcspCertificateId(
        id.getHashAlgorithm().getAlgorithm().getId(),
        Bytes.of(id.getIssuerNameHash().getOctets()),
        Bytes.of(id.getIssuerKeyHash().getOctets()),
        id.getSerialNumber().getValue());
  }

  /** Whether the request means this issuer, by name and by key. */
  public boolean issuedBy(X509Certificate issuer) {
    String name = DIGESTS.get(hashAlgorithm);
    if (name == null) {
      return false;
    }
    byte[] key =
        SubjectPublicKeyInfo.getInstance(issuer.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    return digest(name, issuer.getSubjectX500Principal().getEncoded()).equals(issuerNameHash)
        && digest(name, key).equals(issuerKeyHash);
  }

  static Bytes digest(String name, byte[] content) {
    try {
      return Bytes.of(MessageDigest.getInstance(name).digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has " + name, e);
    }
  }
}
