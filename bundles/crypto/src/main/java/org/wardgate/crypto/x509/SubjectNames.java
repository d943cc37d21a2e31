package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;

/**
 * The names in a certificate or a request, to compare them: a renewal repeats those of the
 * certificate (RFC 7030 §4.2.2).
 *
 * @param subject compared as RFC 5280 §7.1 says
 * @param subjectAltName the extension's value in DER, compared byte for byte; empty if absent
 */
public record SubjectNames(X500Principal subject, Optional<Bytes> subjectAltName) {
  private static final String WHAT = "a certification request";

  /** A certificate's. */
  public static SubjectNames of(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(Extension.subjectAlternativeName.getId());
    try {
      return new SubjectNames(
          certificate.getSubjectX500Principal(),
          wrapped == null
              ? Optional.empty()
              : Optional.of(
                  Bytes.of(
                      ASN1OctetString.getInstance(ASN1Primitive.fromByteArray(wrapped))
                          .getOctets())));
    } catch (IOException e) {
      throw new IllegalStateException("the platform wraps extensions in octet strings", e);
    }
  }

  /**
   * A request's.
   *
   * @throws CryptoException MALFORMED, also if it asks for extensions twice
   */
  public static SubjectNames of(CertificationRequest request) throws CryptoException {
    CertificationRequestInfo info = request.info();
    try {
      return new SubjectNames(
          new X500Principal(info.getSubject().getEncoded(ASN1Encoding.DER)), altName(info));
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " has malformed names", e);
    }
  }

  private static Optional<Bytes> altName(CertificationRequestInfo info) throws CryptoException {
    Optional<Bytes> found = Optional.empty();
    boolean extensionsSeen = false;
    if (info.getAttributes() == null) {
      return found;
    }
    for (ASN1Encodable encodable : info.getAttributes()) {
      Attribute attribute = Attribute.getInstance(encodable);
      if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest)) {
        if (extensionsSeen || attribute.getAttrValues().size() != 1) {
          throw new CryptoException(Reason.MALFORMED, WHAT + " asks for extensions twice");
        }
        extensionsSeen = true;
        Extension wanted =
            Extensions.getInstance(attribute.getAttrValues().getObjectAt(0))
                .getExtension(Extension.subjectAlternativeName);
        found =
            wanted == null
                ? Optional.empty()
                : Optional.of(Bytes.of(wanted.getExtnValue().getOctets()));
      }
    }
    return found;
  }
}
