package org.wardgate.crypto.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.OCSPRequest;
import org.bouncycastle.asn1.ocsp.Request;
import org.bouncycastle.asn1.ocsp.TBSRequest;
import org.bouncycastle.asn1.x509.Extensions;
import org.jspecify.annotations.Nullable;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Der;

/**
 * An OCSP request (RFC 6960 §4.1). Its signature, if it has one, is not looked at.
 *
 * @param ids what it asks for, in its order
 * @param nonce to be repeated in the answer, as it came
 * @param encodedIds each id in DER, as it came
 */
public record OcspRequest(
    List<OcspCertificateId> ids, Optional<Bytes> nonce, List<Bytes> encodedIds) {
  /** Largest request, in bytes. */
  public static final int SIZE_MAX_BYTES = 2_048;

  /** Most certificates in one request. */
  public static final int IDS_MAX_COUNT = 8;

  /** Longest nonce, in bytes (RFC 9654 §2.1). */
  public static final int NONCE_MAX_BYTES = 128;

  /** Longest serial number, in bits (RFC 5280 §4.1.2.2). */
  private static final int SERIAL_MAX_BITS = 160;

  private static final String WHAT = "an OCSP request";

  /** Copies the lists. */
  public OcspRequest {
    ids = List.copyOf(ids);
    encodedIds = List.copyOf(encodedIds);
  }

  /**
   * Reads a request in DER.
   *
   * @throws CryptoException MALFORMED, TOO_LARGE or TRAILING_DATA
   */
  public static OcspRequest ofDer(Bytes der) throws CryptoException {
    try {
      OCSPRequest request = OCSPRequest.getInstance(Der.read(der, SIZE_MAX_BYTES, WHAT));
      TBSRequest content = request.getTbsRequest();
      if (content.getVersion() != null && content.getVersion().intValueExact() != 0) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " of another version");
      }
      Optional<Bytes> nonce = nonce(content.getRequestExtensions());
      return read(content.getRequestList(), nonce);
    } catch (java.io.IOException
        | ArithmeticException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      throw new CryptoException(Reason.MALFORMED, WHAT + " does not follow RFC 6960", e);
    }
  }

  private static OcspRequest read(ASN1Sequence requests, Optional<Bytes> nonce)
      throws CryptoException, java.io.IOException {
    if (requests.size() == 0 || requests.size() > IDS_MAX_COUNT) {
      throw new CryptoException(
          Reason.TOO_LARGE, WHAT + " about " + requests.size() + " certificates");
    }
    List<OcspCertificateId> ids = new ArrayList<>();
    List<Bytes> encoded = new ArrayList<>();
    for (ASN1Encodable element : requests) {
      Request request = Request.getInstance(element);
      requireNoneCritical(request.getSingleRequestExtensions());
      CertID id = request.getReqCert();
      if (id.getSerialNumber().getValue().bitLength() > SERIAL_MAX_BITS) {
        throw new CryptoException(Reason.TOO_LARGE, "a serial number of more than 20 bytes");
      }
      ids.add(OcspCertificateId.of(id));
      encoded.add(Bytes.of(id.getEncoded("DER")));
    }
    return new OcspRequest(ids, nonce, encoded);
  }

  private static Optional<Bytes> nonce(@Nullable Extensions extensions) throws CryptoException {
    requireNoneCritical(extensions);
    if (extensions == null) {
      return Optional.empty();
    }
    var extension = extensions.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
    if (extension == null) {
      return Optional.empty();
    }
    Bytes nonce = Bytes.of(ASN1OctetString.getInstance(extension.getParsedValue()).getOctets());
    // RFC 9654 §2.1: the others are answered malformedRequest
    if (nonce.length() == 0 || nonce.length() > NONCE_MAX_BYTES) {
      throw new CryptoException(Reason.MALFORMED, "a nonce of " + nonce.length() + " B");
    }
    return Optional.of(nonce);
  }

  // RFC 6960 §4.4: what is critical must be understood; of these we know the nonce
  private static void requireNoneCritical(@Nullable Extensions extensions) throws CryptoException {
    if (extensions == null) {
      return;
    }
    for (ASN1ObjectIdentifier oid : extensions.getCriticalExtensionOIDs()) {
      if (!oid.equals(OCSPObjectIdentifiers.id_pkix_ocsp_nonce)) {
        throw new CryptoException(Reason.MALFORMED, WHAT + " with an unknown critical extension");
      }
    }
  }
}
