package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;

/**
 * Where a certificate says that one may ask whether it still counts. What is malformed counts as
 * absent; nothing is checked to be a URL. Stateless.
 */
public final class RevocationAddresses {
  /** Addresses of a kind beyond this many are left out. */
  public static final int ADDRESSES_MAX_COUNT = 8;

  private static final String CRL_DISTRIBUTION_POINTS = "2.5.29.31";
  private static final String AUTHORITY_INFORMATION_ACCESS = "1.3.6.1.5.5.7.1.1";

  private RevocationAddresses() {}

  /** Of its revocation list (RFC 5280 §4.2.1.13). */
  public static List<String> crl(X509Certificate certificate) {
    try {
      return extension(certificate, CRL_DISTRIBUTION_POINTS).stream()
          .flatMap(value -> Stream.of(CRLDistPoint.getInstance(value).getDistributionPoints()))
          .map(DistributionPoint::getDistributionPoint)
          .filter(name -> name != null && name.getType() == DistributionPointName.FULL_NAME)
          .flatMap(name -> Stream.of(GeneralNames.getInstance(name.getName()).getNames()))
          .flatMap(RevocationAddresses::uri)
          .limit(ADDRESSES_MAX_COUNT)
          .toList();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }

  /** Of an OCSP responder (RFC 5280 §4.2.2.1). */
  public static List<String> ocsp(X509Certificate certificate) {
    try {
      List<String> found = new ArrayList<>();
      for (ASN1Primitive value :
          extension(certificate, AUTHORITY_INFORMATION_ACCESS).stream().toList()) {
        for (AccessDescription access :
            AuthorityInformationAccess.getInstance(value).getAccessDescriptions()) {
          if (access.getAccessMethod().equals(AccessDescription.id_ad_ocsp)) {
            uri(access.getAccessLocation()).forEach(found::add);
          }
        }
      }
      return found.stream().limit(ADDRESSES_MAX_COUNT).toList();
    } catch (IllegalArgumentException | IllegalStateException e) {
      return List.of();
    }
  }

  private static Stream<String> uri(GeneralName name) {
    return name.getTagNo() == GeneralName.uniformResourceIdentifier
        ? Stream.of(name.getName().toString())
        : Stream.empty();
  }

  private static Optional<ASN1Primitive> extension(X509Certificate certificate, String oid) {
    byte[] wrapped = certificate.getExtensionValue(oid);
    if (wrapped == null) {
      return Optional.empty();
    }
    try {
      // of an empty octet string the library makes null
      return Optional.ofNullable(
          ASN1Primitive.fromByteArray(ASN1OctetString.getInstance(wrapped).getOctets()));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
