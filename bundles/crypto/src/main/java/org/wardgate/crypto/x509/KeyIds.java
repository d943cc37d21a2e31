package org.wardgate.crypto.x509;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.wardgate.api.Bytes;

/** The key identifiers inside certificates (RFC 5280 §4.2.1.1, §4.2.1.2). Stateless. */
public final class KeyIds {
  private KeyIds() {}

  /** The identifier of the certificate's own key; computed if the certificate does not say it. */
  public static Bytes ofSubject(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(Extension.subjectKeyIdentifier.getId());
    return Bytes.of(
        wrapped == null
            ? KeyIdentifiers.of(certificate.getPublicKey().getEncoded())
            : SubjectKeyIdentifier.getInstance(ASN1OctetString.getInstance(wrapped).getOctets())
                .getKeyIdentifier());
  }

  /** The identifier of the key it says it was signed with; empty if absent or malformed. */
  public static Optional<Bytes> ofIssuer(X509Certificate certificate) {
    byte[] wrapped = certificate.getExtensionValue(Extension.authorityKeyIdentifier.getId());
    if (wrapped == null) {
      return Optional.empty();
    }
    try {
      byte[] identifier =
          AuthorityKeyIdentifier.getInstance(ASN1OctetString.getInstance(wrapped).getOctets())
              .getKeyIdentifierOctets();
      return Optional.ofNullable(identifier).map(Bytes::of);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }
}
