package org.wardgate.crypto.x509;

import java.io.IOException;
import java.security.PublicKey;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.CertificationRequestInfo;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;
import org.wardgate.crypto.internal.Signatures;
import org.wardgate.crypto.internal.SpkiReader;

/**
 * A PKCS #10 request (RFC 2986). Only its key and the proof of possessing it matter: names come
 * from the inventory, never from here. Immutable.
 */
public final class CertificationRequest {
  /** Largest request, in bytes. */
  public static final int SIZE_MAX_BYTES = 8192;

  // RFC 2986 §4.2 and §4.1: positions in the request and in its info
  private static final int INFO = 0;
  private static final int KEY = 2;
  private static final String WHAT = "a certification request";

  private final org.bouncycastle.asn1.pkcs.CertificationRequest request;
  private final Bytes signed;
  private final Bytes spki;
  private final PublicKey publicKey;

  private CertificationRequest(
      org.bouncycastle.asn1.pkcs.CertificationRequest request,
      Bytes signed,
      Bytes spki,
      PublicKey publicKey) {
    this.request = request;
    this.signed = signed;
    this.spki = spki;
    this.publicKey = publicKey;
  }

  /**
   * Reads a request in DER.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA, or WEAK_KEY
   */
  public static CertificationRequest ofDer(Bytes der) throws CryptoException {
    ASN1Primitive value = Der.read(der, SIZE_MAX_BYTES, WHAT);
    try {
      var request = org.bouncycastle.asn1.pkcs.CertificationRequest.getInstance(value);
      // What was signed, as it came: the library's own objects would write some errors right.
      ASN1Sequence info =
          ASN1Sequence.getInstance(ASN1Sequence.getInstance(value).getObjectAt(INFO));
      Bytes spki = encoded(info.getObjectAt(KEY));
      return new CertificationRequest(request, encoded(info), spki, SpkiReader.read(spki));
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " does not follow PKCS #10", e);
    }
  }

  private static Bytes encoded(ASN1Encodable value) throws IOException {
    return Bytes.of(value.toASN1Primitive().getEncoded(ASN1Encoding.DER));
  }

  /** The SubjectPublicKeyInfo in DER. */
  public Bytes publicKeySpki() {
    return spki;
  }

  /** The key. */
  public PublicKey publicKey() {
    return publicKey;
  }

  /**
   * The request's challengePassword (RFC 2985 §5.4.1), which EST uses to bind a request to its
   * session (RFC 7030 §3.5); empty if absent or malformed.
   */
  public Optional<String> challengePassword() {
    var attributes = request.getCertificationRequestInfo().getAttributes();
    if (attributes == null) {
      return Optional.empty();
    }
    try {
      for (var encodable : attributes) {
        Attribute attribute = Attribute.getInstance(encodable);
        if (attribute.getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_challengePassword)
            && attribute.getAttrValues().size() == 1
            && attribute.getAttrValues().getObjectAt(0) instanceof ASN1String text) {
          return Optional.of(text.getString());
        }
      }
    } catch (IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
    return Optional.empty();
  }

  /**
   * The types of its attributes (RFC 2986 §4.1), as object identifiers in dotted form.
   *
   * @throws CryptoException MALFORMED
   */
  public Set<String> attributeTypes() throws CryptoException {
    Set<String> types = new HashSet<>();
    var attributes = info().getAttributes();
    if (attributes == null) {
      return Set.of();
    }
    try {
      for (var encodable : attributes) {
        types.add(Attribute.getInstance(encodable).getAttrType().getId());
      }
    } catch (IllegalArgumentException | IllegalStateException | ClassCastException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " has a malformed attribute", e);
    }
    return Set.copyOf(types);
  }

  CertificationRequestInfo info() {
    return request.getCertificationRequestInfo();
  }

  /**
   * Verifies that whoever made the request has the private key.
   *
   * @throws CryptoException BAD_SIGNATURE or BAD_ALGORITHM
   */
  public void verifyPossession() throws CryptoException {
    if (request.getSignature().getPadBits() != 0) {
      throw new CryptoException(Reason.MALFORMED, "a signature that does not end with a byte");
    }
    ASN1Encodable parameters = request.getSignatureAlgorithm().getParameters();
    // RFC 4055 §5 wants NULL, RFC 5758 §3.2 nothing; neither has any other
    if (parameters != null && !DERNull.INSTANCE.equals(parameters.toASN1Primitive())) {
      throw new CryptoException(Reason.BAD_ALGORITHM, "a signature algorithm with parameters");
    }
    Signatures.verify(
        Signatures.nameOf(request.getSignatureAlgorithm().getAlgorithm().getId()),
        publicKey,
        signed.toArray(),
        request.getSignature().getOctets());
  }
}
