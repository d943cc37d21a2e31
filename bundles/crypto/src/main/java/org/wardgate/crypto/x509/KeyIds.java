package org.wardgate.crypto.x509;

import java.security.cert.X509Certificate;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
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
    return Bytes.of(
        content(certificate, Extension.subjectKeyIdentifier)
            .map(content -> SubjectKeyIdentifier.getInstance(content).getKeyIdentifier())
            .orElseGet(() -> KeyIdentifiers.of(certificate.getPublicKey().getEncoded())));
  }

  /** The identifier of the key it says it was signed with; empty if absent or malformed. */
  public static Optional<Bytes> ofIssuer(X509Certificate certificate) {
    try {
      return content(certificate, Extension.authorityKeyIdentifier)
          .map(content -> AuthorityKeyIdentifier.getInstance(content).getKeyIdentifierOctets())
          .map(Bytes::of);
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  /** What an extension holds; no bytes at all, of which the library makes null, count as absent. */
  private static Optional<byte[]> content(X509Certificate certificate, ASN1ObjectIdentifier oid) {
    return Optional.ofNullable(certificate.getExtensionValue(oid.getId()))
        .map(wrapped -> ASN1OctetString.getInstance(wrapped).getOctets())
        .filter(content -> content.length > 0);
  }
}
