package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.BERSet;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.x509.Certificate;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/** PKCS #7 "certs-only" (RFC 5272 §4.1), which EST answers with. Stateless. */
public final class CertsOnly {
  /** Largest message, in bytes. */
  public static final int SIZE_MAX_BYTES = 65_536;

  /** Most certificates. */
  public static final int CERTIFICATES_MAX_COUNT = 16;

  private static final String WHAT = "a certs-only message";

  private CertsOnly() {}

  /** Encodes certificates in the given order, DER. */
  public static Bytes encode(List<X509Certificate> certificates) {
    ASN1EncodableVector vector = new ASN1EncodableVector();
    for (X509Certificate certificate : certificates) {
      vector.add(Certificate.getInstance(Certificates.der(certificate).toArray()));
    }
    SignedData signedData =
        new SignedData(
            new DERSet(),
            new ContentInfo(CMSObjectIdentifiers.data, null),
            new BERSet(vector),
            null,
            new DERSet());
    try {
      return Bytes.of(
          new ContentInfo(CMSObjectIdentifiers.signedData, signedData)
              .getEncoded(ASN1Encoding.DER));
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  /**
   * Decodes a message, DER or BER.
   *
   * @throws CryptoException TOO_LARGE, TRAILING_DATA or MALFORMED
   */
  public static List<X509Certificate> decode(Bytes encoded) throws CryptoException {
    List<X509Certificate> certificates = new ArrayList<>();
    for (ASN1Encodable encodable : certificates(encoded)) {
      try {
        certificates.add(
            Certificates.ofDer(Bytes.of(encodable.toASN1Primitive().getEncoded(ASN1Encoding.DER))));
      } catch (IOException e) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " has a malformed certificate", e);
      }
    }
    return List.copyOf(certificates);
  }

  private static ASN1Set certificates(Bytes encoded) throws CryptoException {
    ASN1Primitive value = Der.readBer(encoded, SIZE_MAX_BYTES, WHAT);
    try {
      ContentInfo content = ContentInfo.getInstance(value);
      if (!content.getContentType().equals(CMSObjectIdentifiers.signedData)) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " is of another content type");
      }
      ASN1Set set = SignedData.getInstance(content.getContent()).getCertificates();
      if (set == null || set.size() == 0) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " has no certificates");
      }
      if (set.size() > CERTIFICATES_MAX_COUNT) {
        throw new CryptoException(Reason.TOO_LARGE, WHAT + " has " + set.size() + " certificates");
      }
      return set;
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }
}
