package org.wardgate.crypto.revocation;

import java.io.IOException;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.CertificateList;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.JcaSigner;
import org.wardgate.crypto.x509.KeyIds;

/**
 * What a certificate revocation list says (RFC 5280 §5). Reading is not trusting: the signature is
 * not checked.
 *
 * @param number CRLNumber; rises with every list of an issuer
 * @param thisUpdate when it was made; whole seconds
 * @param nextUpdate when the next one is due at the latest; whole seconds
 * @param revoked in any order
 */
public record RevocationList(
    BigInteger number, Instant thisUpdate, Instant nextUpdate, List<RevokedCertificate> revoked) {
  /** Largest list, in bytes. */
  public static final int SIZE_MAX_BYTES = 16_777_216;

  /** Longest CRLNumber (RFC 5280 §5.2.3), in bits. */
  public static final int NUMBER_MAX_BITS = 159;

  private static final String WHAT = "a revocation list";

  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if the end is not after the beginning or the number too long
   */
  public RevocationList {
    if (!nextUpdate.isAfter(thisUpdate)) {
      throw new IllegalArgumentException("the next update is not after this one");
    }
    if (number.signum() < 0 || number.bitLength() > NUMBER_MAX_BITS) {
      throw new IllegalArgumentException("a CRL number out of range");
    }
    revoked = List.copyOf(revoked);
  }

  /**
   * Signs the list, DER.
   *
   * @throws IllegalArgumentException if the key cannot sign
   */
  public Bytes sign(X509Certificate issuer, PrivateKey issuerKey) {
    X509v2CRLBuilder builder =
        new X509v2CRLBuilder(
            X500Name.getInstance(issuer.getSubjectX500Principal().getEncoded()),
            Date.from(thisUpdate));
    builder.setNextUpdate(Date.from(nextUpdate));
    try {
      for (RevokedCertificate certificate : revoked) {
        builder.addCRLEntry(
            certificate.serialNumber(),
            Date.from(certificate.at()),
            reason(certificate.reason()).orElse(null));
      }
      // RFC 5280 §5.2.1, §5.2.3: both are required of a conforming issuer
      builder.addExtension(
          Extension.authorityKeyIdentifier,
          false,
          new AuthorityKeyIdentifier(KeyIds.ofSubject(issuer).toArray()));
      builder.addExtension(Extension.cRLNumber, false, new CRLNumber(number));
      return Bytes.of(builder.build(new JcaSigner(issuerKey)).getEncoded());
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory cannot fail", e);
    }
  }

  // RFC 5280 §5.3.1: unspecified is said by saying nothing
  private static Optional<Extensions> reason(int reason) throws IOException {
    if (reason == CRLReason.unspecified) {
      return Optional.empty();
    }
    return Optional.of(
        new Extensions(
            new Extension(
                Extension.reasonCode, false, CRLReason.lookup(reason).getEncoded("DER"))));
  }

  /**
   * Reads a list in DER.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE or TRAILING_DATA
   */
  public static RevocationList ofDer(Bytes der) throws CryptoException {
    try {
      CertificateList list = CertificateList.getInstance(Der.readBer(der, SIZE_MAX_BYTES, WHAT));
      Extensions extensions = list.getTBSCertList().getExtensions();
      List<RevokedCertificate> revoked =
          List.of(list.getRevokedCertificates()).stream().map(RevocationList::entry).toList();
      return new RevocationList(
          ASN1Integer.getInstance(extensions.getExtensionParsedValue(Extension.cRLNumber))
              .getPositiveValue(),
          list.getThisUpdate().getDate().toInstant(),
          list.getNextUpdate().getDate().toInstant(),
          revoked);
    } catch (IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " does not follow RFC 5280", e);
    }
  }

  private static RevokedCertificate entry(org.bouncycastle.asn1.x509.TBSCertList.CRLEntry entry) {
    Extensions extensions = entry.getExtensions();
    Extension reason = extensions == null ? null : extensions.getExtension(Extension.reasonCode);
    return new RevokedCertificate(
        entry.getUserCertificate().getPositiveValue(),
        entry.getRevocationDate().getDate().toInstant(),
        reason == null
            ? CRLReason.unspecified
            : CRLReason.getInstance(reason.getParsedValue()).getValue().intValueExact());
  }
}
