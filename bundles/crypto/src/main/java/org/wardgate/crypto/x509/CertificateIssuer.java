package org.wardgate.crypto.x509;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERPrintableString;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.internal.JcaSigner;
import org.wardgate.crypto.internal.KeyPolicy;

/** Signs certificates (RFC 5280 §4). Thread-safe. */
public final class CertificateIssuer {
  private static final int SERIAL_BITS = 128;
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateIssuer() {}

  /** A random positive serial number of 128 bits. */
  public static BigInteger randomSerialNumber() {
    // the top bit is set, so that the length is always the same and never zero
    return new BigInteger(SERIAL_BITS, RANDOM).setBit(SERIAL_BITS - 1);
  }

  /**
   * Signs a certificate.
   *
   * @param issue what shall stand in it
   * @param issuer the CA's certificate; empty for a self-signed one
   * @param issuerKey the CA's private key
   * @throws CryptoException WEAK_KEY if the subject's key is not good enough
   * @throws IllegalArgumentException if the issuer's key cannot sign or a name has a wrong form
   */
  public static X509Certificate issue(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey issuerKey) throws CryptoException {
    return issue(issue, issuer, issuerKey, Optional.empty());
  }

  /**
   * As the form with three arguments, and says where to ask whether it was revoked.
   *
   * @throws CryptoException WEAK_KEY if the subject's key is not good enough
   * @throws IllegalArgumentException if the issuer's key cannot sign or a name has a wrong form
   */
  public static X509Certificate issue(
      Issue issue,
      Optional<X509Certificate> issuer,
      PrivateKey issuerKey,
      Optional<RevocationUrls> urls)
      throws CryptoException {
    return issue(issue, issuer, issuerKey, urls, Map.of());
  }

  /**
   * As the form with three arguments, with more extensions, all critical.
   *
   * @param more values in DER by object identifier
   * @throws CryptoException WEAK_KEY if the subject's key is not good enough
   * @throws IllegalArgumentException if the issuer's key cannot sign or a name has a wrong form
   */
  public static X509Certificate issueWith(
      Issue issue, Optional<X509Certificate> issuer, PrivateKey issuerKey, Map<String, Bytes> more)
      throws CryptoException {
    return issue(issue, issuer, issuerKey, Optional.empty(), more);
  }

  private static X509Certificate issue(
      Issue issue,
      Optional<X509Certificate> issuer,
      PrivateKey issuerKey,
      Optional<RevocationUrls> urls,
      Map<String, Bytes> more)
      throws CryptoException {
    KeyPolicy.check(issue.publicKey());
    X500Name subject = subject(issue);
    X500Name issuerName =
        issuer
            .map(ca -> X500Name.getInstance(ca.getSubjectX500Principal().getEncoded()))
            .orElse(subject);
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            issuerName,
            issue.serialNumber(),
            Date.from(issue.notBefore()),
            Date.from(issue.notAfter()),
            subject,
            SubjectPublicKeyInfo.getInstance(issue.publicKey().getEncoded()));
    try {
      Extensions.add(builder, issue, issuer);
      if (urls.isPresent()) {
        Extensions.add(builder, urls.get());
      }
      for (Map.Entry<String, Bytes> extension : more.entrySet()) {
        builder.addExtension(
            new ASN1ObjectIdentifier(extension.getKey()), true, extension.getValue().toArray());
      }
      return Certificates.ofDer(Bytes.of(builder.build(new JcaSigner(issuerKey)).getEncoded()));
    } catch (IOException e) {
      throw new IllegalArgumentException("a name or an extension has a wrong form", e);
    }
  }

  private static X500Name subject(Issue issue) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    issue.organization().ifPresent(value -> name.addRDN(BCStyle.O, value));
    name.addRDN(BCStyle.CN, issue.subjectCn());
    issue.subjectSerial().ifPresent(value -> name.addRDN(BCStyle.SERIALNUMBER, text(value)));
    return name.build();
  }

  // RFC 5280 A.1 wants PrintableString, but devices have serial numbers with other characters
  private static ASN1Encodable text(String value) {
    return DERPrintableString.isPrintableString(value)
        ? new DERPrintableString(value)
        : new DERUTF8String(value);
  }
}
