package org.wardgate.crypto.cms;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.CMSSignerDigestMismatchException;
import org.bouncycastle.cms.DefaultCMSSignatureAlgorithmNameGenerator;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.SignerInformationVerifier;
import org.bouncycastle.operator.DefaultSignatureAlgorithmIdentifierFinder;
import org.bouncycastle.util.Selector;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.KeyPolicy;
import org.wardgate.crypto.x509.Certificates;

/** A CMS SignedData with exactly one signer and its certificate. Immutable. */
final class SignedMessage {
  private static final String WHAT = "a CMS signature";
  private static final int CERTIFICATES_MAX_COUNT = 16;
  private static final int SHA_256_BYTES = 32;

  private final ContentInfo encoded;
  private final X509Certificate signer;
  private final List<X509Certificate> certificates;
  private final Optional<Instant> signingTime;

  private SignedMessage(
      ContentInfo encoded,
      X509Certificate signer,
      List<X509Certificate> certificates,
      Optional<Instant> signingTime) {
    this.encoded = encoded;
    this.signer = signer;
    this.certificates = certificates;
    this.signingTime = signingTime;
  }

  static SignedMessage parse(Bytes der) throws CryptoException {
    ASN1Primitive value = Der.readBer(der, DetachedCms.SIGNATURE_MAX_BYTES, WHAT);
    try {
      ContentInfo encoded = ContentInfo.getInstance(value);
      requireDetached(encoded);
      return of(encoded);
    } catch (CMSException
        | IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is malformed", e);
    }
  }

  X509Certificate signer() {
    return signer;
  }

  List<X509Certificate> certificates() {
    return certificates;
  }

  Optional<Instant> signingTime() {
    return signingTime;
  }

  void verifySignature(Bytes content) throws CryptoException {
    try {
      verify(new CMSSignedData(new CMSProcessableByteArray(content.toArray()), encoded));
    } catch (CMSException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " cannot be verified", e);
    }
  }

  /**
   * Verifies the signed attributes, not having the content.
   *
   * @return the SHA-256 digest that the content must have
   */
  Bytes verifyAttributes() throws CryptoException {
    try {
      SignerInformation information = onlySigner(new CMSSignedData(encoded));
      String algorithm = information.getDigestAlgOID();
      if (!JcaOperators.SHA_256.equals(algorithm)) {
        throw new CryptoException(Reason.BAD_ALGORITHM, "digest algorithm " + algorithm);
      }
      byte[] digest = messageDigest(information.getSignedAttributes());
      verify(new CMSSignedData(Map.of(algorithm, digest), encoded));
      return Bytes.of(digest);
    } catch (CMSException
        | IllegalArgumentException
        | IllegalStateException
        | ClassCastException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " cannot be verified", e);
    }
  }

  private static byte[] messageDigest(AttributeTable attributes) throws CryptoException {
    Attribute attribute = attributes.get(CMSAttributes.messageDigest);
    if (attribute == null || attribute.getAttrValues().size() != 1) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " without one message digest");
    }
    byte[] digest =
        ASN1OctetString.getInstance(attribute.getAttrValues().getObjectAt(0)).getOctets();
    if (digest.length != SHA_256_BYTES) {
      throw new CryptoException(
          Reason.MALFORMED, WHAT + " with a digest of " + digest.length + " B");
    }
    return digest;
  }

  private void verify(CMSSignedData data) throws CryptoException {
    KeyPolicy.check(signer.getPublicKey());
    SignerInformationVerifier verifier =
        new SignerInformationVerifier(
            new DefaultCMSSignatureAlgorithmNameGenerator(),
            new DefaultSignatureAlgorithmIdentifierFinder(),
            JcaOperators.verifier(signer.getPublicKey()),
            JcaOperators::digest);
    try {
      if (onlySigner(data).verify(verifier)) {
        return;
      }
    } catch (CMSSignerDigestMismatchException e) {
      throw new CryptoException(Reason.BAD_SIGNATURE, "the content is not what was signed", e);
    } catch (CMSException | IllegalArgumentException | IllegalStateException e) {
      throw new CryptoException(Reason.BAD_ALGORITHM, WHAT + " cannot be verified", e);
    }
    throw new CryptoException(Reason.BAD_SIGNATURE, WHAT + " is wrong");
  }

  private static void requireDetached(ContentInfo encoded) throws CryptoException {
    SignedData data = SignedData.getInstance(encoded.getContent());
    if (data.getEncapContentInfo().getContent() != null) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " is not detached");
    }
    if (data.getCertificates() != null && data.getCertificates().size() > CERTIFICATES_MAX_COUNT) {
      throw new CryptoException(
          Reason.TOO_LARGE, WHAT + " with " + data.getCertificates().size() + " certificates");
    }
  }

  private static SignedMessage of(ContentInfo encoded)
      throws CMSException, IOException, CryptoException {
    CMSSignedData data = new CMSSignedData(encoded);
    SignerInformation information = onlySigner(data);
    List<X509Certificate> all = new ArrayList<>();
    for (X509CertificateHolder holder : data.getCertificates().getMatches(null)) {
      all.add(certificate(holder));
    }
    // the library's selector is typed as raw as its store is
    @SuppressWarnings("unchecked")
    Selector<X509CertificateHolder> bySigner = information.getSID();
    Collection<X509CertificateHolder> own = data.getCertificates().getMatches(bySigner);
    if (own.isEmpty()) {
      throw new CryptoException(Reason.UNTRUSTED, WHAT + " without its signer's certificate");
    }
    return new SignedMessage(
        encoded,
        certificate(own.iterator().next()),
        List.copyOf(all),
        signingTime(information.getSignedAttributes()));
  }

  private static SignerInformation onlySigner(CMSSignedData data) throws CryptoException {
    Collection<SignerInformation> signers = data.getSignerInfos().getSigners();
    if (signers.size() != 1) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " with " + signers.size() + " signers");
    }
    SignerInformation signer = signers.iterator().next();
    // Without them, what was signed as attributes elsewhere could be shown as content here.
    if (signer.getSignedAttributes() == null) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " without signed attributes");
    }
    if (!JcaOperators.allowsDigest(signer.getDigestAlgorithmID())) {
      throw new CryptoException(
          Reason.BAD_ALGORITHM, "digest algorithm " + signer.getDigestAlgOID());
    }
    return signer;
  }

  private static X509Certificate certificate(X509CertificateHolder holder)
      throws IOException, CryptoException {
    return Certificates.ofDer(Bytes.of(holder.getEncoded()));
  }

  private static Optional<Instant> signingTime(AttributeTable attributes) {
    return Optional.ofNullable(attributes.get(CMSAttributes.signingTime))
        .map(attribute -> Time.getInstance(attribute.getAttrValues().getObjectAt(0)))
        .map(time -> time.getDate().toInstant());
  }
}
