package org.wardgate.identity;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.RevocationLists;

/** A CA that issues what our own would not. */
record OddCa(String name, KeyPair keys, String algorithm, X509Certificate certificate) {
  static final String ECDSA = "SHA256withECDSA";

  /** An extension. */
  record Odd(String oid, boolean critical, ASN1Encodable value) {}

  static Odd ca(int pathLength) {
    return new Odd("2.5.29.19", true, new BasicConstraints(pathLength));
  }

  static final Odd CA = new Odd("2.5.29.19", true, new BasicConstraints(true));
  static final Odd NO_CA = new Odd("2.5.29.19", true, new BasicConstraints(false));
  static final Odd SIGNS_CERTIFICATES =
      new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
  static final Odd SIGNS = new Odd("2.5.29.15", true, new KeyUsage(KeyUsage.digitalSignature));

  static KeyPair p256() {
    return keys("EC", "secp256r1");
  }

  static KeyPair keys(String kind, String parameter) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
      if (kind.equals("EC")) {
        generator.initialize(new ECGenParameterSpec(parameter));
      } else if (kind.equals("RSA")) {
        generator.initialize(Integer.parseInt(parameter));
      }
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static OddCa root(String name, Odd... more) {
    return root(name, p256(), ECDSA, more);
  }

  static OddCa root(String name, KeyPair keys, String algorithm, Odd... more) {
    OddCa self = new OddCa(name, keys, algorithm, TestCa.root("none").certificate());
    return new OddCa(name, keys, algorithm, self.sign(name, keys, authority(more)));
  }

  OddCa sub(String subject, Odd... more) {
    KeyPair own = p256();
    return new OddCa(subject, own, ECDSA, sign(subject, own, authority(more)));
  }

  /** A certificate for another CA's name and key. */
  X509Certificate cross(OddCa other) {
    return sign(other.name(), other.keys(), authority());
  }

  private static Odd[] authority(Odd... more) {
    List<Odd> all = new ArrayList<>(List.of(more));
    if (all.stream().noneMatch(odd -> odd.oid().equals(CA.oid()))) {
      all.add(CA);
    }
    all.add(SIGNS_CERTIFICATES);
    return all.toArray(Odd[]::new);
  }

  /** An IDevID of Acme's number 1. */
  X509Certificate idevid(Odd... more) {
    return idevid(p256(), more);
  }

  X509Certificate idevid(KeyPair device, Odd... more) {
    List<Odd> all = new ArrayList<>(List.of(more));
    all.add(NO_CA);
    all.add(SIGNS);
    return sign("O=Acme,CN=Pump,2.5.4.5=1", device, all.toArray(Odd[]::new));
  }

  X509Certificate sign(String subject, KeyPair subjectKeys, Odd... extensions) {
    Instant now = TestCa.now();
    return sign(
        subject,
        subjectKeys,
        now.minus(Duration.ofDays(1)),
        now.plus(Duration.ofDays(1)),
        extensions);
  }

  X509Certificate sign(
      String subject, KeyPair subjectKeys, Instant begin, Instant end, Odd... extensions) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            new X500Name(name),
            BigInteger.TEN,
            Date.from(begin),
            Date.from(end),
            new X500Name(subject),
            SubjectPublicKeyInfo.getInstance(subjectKeys.getPublic().getEncoded()));
    try {
      for (Odd odd : extensions) {
        builder.addExtension(new ASN1ObjectIdentifier(odd.oid()), odd.critical(), odd.value());
      }
      return Certificates.ofDer(Bytes.of(builder.build(signer()).getEncoded()));
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException(e);
    }
  }

  private ContentSigner signer() {
    try {
      return new JcaContentSignerBuilder(algorithm).build(keys.getPrivate());
    } catch (OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A revocation list with one serial number. */
  X509CRL revokes(X509Certificate certificate, Instant thisUpdate, Instant nextUpdate) {
    X509v2CRLBuilder builder = new X509v2CRLBuilder(new X500Name(name), Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    builder.addCRLEntry(certificate.getSerialNumber(), Date.from(thisUpdate), 1);
    try {
      String pem =
          "-----BEGIN X509 CRL-----\n"
              + Base64.getMimeEncoder().encodeToString(builder.build(signer()).getEncoded())
              + "\n-----END X509 CRL-----\n";
      return RevocationLists.ofPem(pem).get(0);
    } catch (IOException | CryptoException e) {
      throw new IllegalStateException(e);
    }
  }
}
