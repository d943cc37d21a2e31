package org.wardgate.inventory;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wardgate.crypto.ec.EcKeys;

/** Revocation lists of a manufacturer, good and bad, PEM. */
final class Revocations {
  private static final KeyPair KEYS = EcKeys.generateP256();
  private static final String NAME = "CN=Acme Revocations";
  private static final String MUTE = "CN=Acme Mute";

  static final String ROOT = root(NAME, KeyUsage.keyCertSign | KeyUsage.cRLSign);
  static final String MUTE_ROOT = root(MUTE, KeyUsage.keyCertSign);
  static final String GOOD = crl(NAME, KEYS, "SHA256withECDSA");
  static final String FORGED = crl(NAME, EcKeys.generateP256(), "SHA256withECDSA");
  static final String NO_CRL_SIGN = crl(MUTE, KEYS, "SHA256withECDSA");
  static final String SHA1 = crl(NAME, KEYS, "SHA1withECDSA");
  static final String DELTA =
      crl(NAME, KEYS, "SHA256withECDSA", Extension.deltaCRLIndicator, new ASN1Integer(1));
  static final String PARTIAL =
      crl(
          NAME,
          KEYS,
          "SHA256withECDSA",
          Extension.issuingDistributionPoint,
          new IssuingDistributionPoint(null, true, false, null, false, false));

  private Revocations() {}

  private static String root(String name, int usage) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(name),
            BigInteger.ONE,
            Date.from(Hospital.NOW.minusSeconds(9)),
            Date.from(Hospital.SIGNER_NOT_AFTER),
            new X500Name(name),
            SubjectPublicKeyInfo.getInstance(KEYS.getPublic().getEncoded()));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
      return pem("CERTIFICATE", builder.build(signer(KEYS, "SHA256withECDSA")).getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static X509v2CRLBuilder builder(String issuer) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(issuer), Date.from(Hospital.NOW));
    builder.setNextUpdate(Date.from(Hospital.SIGNER_NOT_AFTER));
    builder.addCRLEntry(BigInteger.TEN, Date.from(Hospital.NOW), 1);
    return builder;
  }

  private static String crl(String issuer, KeyPair keys, String algorithm) {
    return pem(builder(issuer), keys, algorithm);
  }

  private static String crl(
      String issuer,
      KeyPair keys,
      String algorithm,
      ASN1ObjectIdentifier extension,
      ASN1Encodable value) {
    X509v2CRLBuilder builder = builder(issuer);
    try {
      builder.addExtension(extension, true, value);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return pem(builder, keys, algorithm);
  }

  private static String pem(X509v2CRLBuilder builder, KeyPair keys, String algorithm) {
    try {
      return pem("X509 CRL", builder.build(signer(keys, algorithm)).getEncoded());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static ContentSigner signer(KeyPair keys, String algorithm) {
    try {
      return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new AssertionError(e);
    }
  }

  private static String pem(String label, byte[] content) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(content));
  }
}
