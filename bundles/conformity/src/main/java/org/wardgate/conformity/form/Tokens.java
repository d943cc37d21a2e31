package org.wardgate.conformity.form;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.wardgate.api.Bytes;
import org.wardgate.api.conformity.ConformityDesk.Format;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.jose.Jws;

/** Signs certificates and statuses with a gateway's credential. Stateless. */
public final class Tokens {
  /** Label of the COSE header parameter {@code typ} (RFC 9596). */
  static final long TYPE_LABEL = 16;

  private Tokens() {}

  /**
   * Signs a certificate.
   *
   * @throws CryptoException BAD_ALGORITHM if the credential's key is of no kind for it
   */
  public static Bytes sign(Claims claims, Format format, GatewayCredential credential)
      throws CryptoException {
    return switch (format) {
      case CWT -> cwt(CwtForm.write(claims), CwtForm.TYPE, credential);
      case JWT -> jws(JwtForm.write(claims), JwtForm.TYPE, "", credential);
      case VC_JWT -> jws(VcForm.write(claims), VcForm.TYPE, VcForm.CONTENT_TYPE, credential);
    };
  }

  /**
   * Signs a status; as a JWT also for credentials.
   *
   * @throws CryptoException BAD_ALGORITHM if the credential's key is of no kind for it
   */
  public static Bytes sign(Status status, Format format, GatewayCredential credential)
      throws CryptoException {
    return switch (format) {
      case CWT -> cwt(StatusForm.writeCbor(status), StatusForm.CWT_TYPE, credential);
      case JWT, VC_JWT -> jws(StatusForm.writeJson(status), StatusForm.JWT_TYPE, "", credential);
    };
  }

  private static Bytes cwt(Bytes payload, CborText type, GatewayCredential credential)
      throws CryptoException {
    List<X509Certificate> chain = credential.chain();
    try {
      return CoseSigner.sign1(
          payload,
          credential.privateKey(),
          CoseX509.algorithmFor(chain.get(0).getPublicKey()),
          Map.of(TYPE_LABEL, type, X5Chain.LABEL, X5Chain.of(chain)));
    } catch (IllegalArgumentException e) {
      throw new CryptoException(
          CryptoException.Reason.BAD_ALGORITHM, "the gateway's key cannot sign", e);
    }
  }

  private static Bytes jws(
      Bytes payload, String type, String contentType, GatewayCredential credential)
      throws CryptoException {
    try {
      String compact =
          Jws.sign(payload, type, contentType, credential.privateKey(), credential.chain());
      return Bytes.of(compact.getBytes(StandardCharsets.US_ASCII));
    } catch (IllegalArgumentException e) {
      throw new CryptoException(
          CryptoException.Reason.BAD_ALGORITHM, "the gateway's key cannot sign", e);
    }
  }
}
