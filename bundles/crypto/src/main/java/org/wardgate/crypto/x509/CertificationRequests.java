package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.internal.JcaSigner;

/** Makes PKCS #10 requests, as a device would. Stateless. */
public final class CertificationRequests {
  private CertificationRequests() {}

  /** A request without attributes, in DER, signed with the pair's private key. */
  public static Bytes create(KeyPair keys, String subjectCn) {
    return sign(keys, builder(keys, new X500NameBuilder().addRDN(BCStyle.CN, subjectCn).build()));
  }

  /** As {@link #create}, with a certificate's names, as a renewal has to have them. */
  public static Bytes create(KeyPair keys, SubjectNames names) {
    var builder = builder(keys, X500Name.getInstance(names.subject().getEncoded()));
    names
        .subjectAltName()
        .map(value -> new Extension(Extension.subjectAlternativeName, false, value.toArray()))
        .ifPresent(
            extension ->
                builder.addAttribute(
                    PKCSObjectIdentifiers.pkcs_9_at_extensionRequest,
                    new org.bouncycastle.asn1.x509.Extensions(extension)));
    return sign(keys, builder);
  }

  /** A request for the pair's key that renews a certificate: it repeats its names. */
  public static Bytes renewing(X509Certificate certificate, KeyPair keys) {
    return create(keys, SubjectNames.of(certificate));
  }

  private static PKCS10CertificationRequestBuilder builder(KeyPair keys, X500Name subject) {
    return new PKCS10CertificationRequestBuilder(
        subject, SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
  }

  private static Bytes sign(KeyPair keys, PKCS10CertificationRequestBuilder builder) {
    try {
      return Bytes.of(builder.build(new JcaSigner(keys.getPrivate())).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }
}
