package org.wardgate.crypto.revocation;

import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.ResponderID;
import org.bouncycastle.asn1.ocsp.RevokedInfo;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.internal.JcaSigner;
import org.wardgate.crypto.x509.Certificates;

/**
 * A signed answer to an OCSP request (RFC 6960 §4.2).
 *
 * @param request what was asked
 * @param statuses one for each of its ids, in order
 * @param thisUpdate when this was true; whole seconds
 * @param nextUpdate until when it may be believed; whole seconds
 */
public record OcspAnswer(
    OcspRequest request, List<OcspStatus> statuses, Instant thisUpdate, Instant nextUpdate) {
  /**
   * Copies the list.
   *
   * @throws IllegalArgumentException if there is not one status for each id
   */
  public OcspAnswer {
    statuses = List.copyOf(statuses);
    if (statuses.size() != request.ids().size()) {
      throw new IllegalArgumentException("not one status for each certificate");
    }
  }

  /**
   * Signs the answer, DER.
   *
   * @param responder the certificate of the key, which goes with the answer
   * @throws IllegalArgumentException if the key cannot sign
   */
  public Bytes sign(X509Certificate responder, PrivateKey key) {
    try {
      BasicOCSPRespBuilder builder = new BasicOCSPRespBuilder(responderId(responder));
      for (int i = 0; i < statuses.size(); i++) {
        builder.addResponse(
            new CertificateID(CertID.getInstance(request.encodedIds().get(i).toArray())),
            status(statuses.get(i)),
            Date.from(thisUpdate),
            Date.from(nextUpdate));
      }
      nonce().ifPresent(builder::setResponseExtensions);
      X509CertificateHolder[] certificates = {
        new X509CertificateHolder(Certificates.der(responder).toArray())
      };
      BasicOCSPResp basic = builder.build(new JcaSigner(key), certificates, Date.from(thisUpdate));
      return Bytes.of(new OCSPRespBuilder().build(OCSPRespBuilder.SUCCESSFUL, basic).getEncoded());
    } catch (OCSPException | IOException e) {
      throw new IllegalArgumentException("the answer cannot be signed", e);
    }
  }

  private Optional<Extensions> nonce() throws IOException {
    if (request.nonce().isEmpty()) {
      return Optional.empty();
    }
    byte[] value = new DEROctetString(request.nonce().get().toArray()).getEncoded();
    return Optional.of(
        new Extensions(new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, value)));
  }

  // RFC 6960 §4.2.1: KeyHash is the SHA-1 of the responder's key
  private static RespID responderId(X509Certificate responder) {
    byte[] key =
        SubjectPublicKeyInfo.getInstance(responder.getPublicKey().getEncoded())
            .getPublicKeyData()
            .getBytes();
    return new RespID(
        new ResponderID(new DEROctetString(OcspCertificateId.digest("SHA-1", key).toArray())));
  }

  private static CertificateStatus status(OcspStatus status) {
    if (status instanceof OcspStatus.Revoked revoked) {
      return new RevokedStatus(
          new RevokedInfo(
              new ASN1GeneralizedTime(Date.from(revoked.at())),
              revoked.reason() == CRLReason.unspecified
                  ? null
                  : CRLReason.lookup(revoked.reason())));
    }
    return status instanceof OcspStatus.Good ? CertificateStatus.GOOD : new UnknownStatus();
  }
}
