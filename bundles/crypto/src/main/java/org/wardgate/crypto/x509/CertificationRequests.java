package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.KeyPair;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.pkcs.PKCS10CertificationRequestBuilder;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.internal.JcaSigner;

/** Makes PKCS #10 requests, as a device would. Stateless. */
public final class CertificationRequests {
  private CertificationRequests() {}

  /** A request without attributes, in DER, signed with the pair's private key. */
  public static Bytes create(KeyPair keys, String subjectCn) {
    var builder =
        new PKCS10CertificationRequestBuilder(
            new X500NameBuilder().addRDN(BCStyle.CN, subjectCn).build(),
            SubjectPublicKeyInfo.getInstance(keys.getPublic().getEncoded()));
    try {
      return Bytes.of(builder.build(new JcaSigner(keys.getPrivate())).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }
}
