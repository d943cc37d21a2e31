package org.wardgate.crypto.testing;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wardgate.api.Bytes;

/** Makes certificates that our own issuer would not. */
public final class OddCertificates {
  private OddCertificates() {}

  /** An extension; its value in DER. */
  public record Odd(String oid, boolean critical, Bytes value) {
    /** With a value. */
    public Odd(String oid, boolean critical, ASN1Encodable value) {
      this(oid, critical, der(value));
    }

    /** With a value of no bytes, which is no ASN.1. */
    public static Odd ofNothing(String oid) {
      return new Odd(oid, false, Bytes.EMPTY);
    }

    private static Bytes der(ASN1Encodable value) {
      try {
        return Bytes.of(value.toASN1Primitive().getEncoded("DER"));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** A certificate with exactly these extensions and this signature algorithm, DER. */
  public static Bytes make(
      String issuer,
      String subject,
      PublicKey key,
      PrivateKey issuerKey,
      String algorithm,
      List<Odd> extensions) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(issuer),
            BigInteger.TEN,
            Date.from(TestPki.NOW.minus(Duration.ofDays(1))),
            Date.from(TestPki.NOW.plus(Duration.ofDays(1))),
            new X500Name(subject),
            SubjectPublicKeyInfo.getInstance(key.getEncoded()));
    try {
      for (Odd odd : extensions) {
        builder.addExtension(
            new ASN1ObjectIdentifier(odd.oid()), odd.critical(), odd.value().toArray());
      }
      return Bytes.of(
          builder.build(new JcaContentSignerBuilder(algorithm).build(issuerKey)).getEncoded());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
