package org.wardgate.conformity.form;

import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.conformity.statement.Claims;
import org.wardgate.conformity.statement.Status;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborValue;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.jose.Jws;
import org.wardgate.crypto.jose.JwsMessage;

/**
 * A token taken apart but <em>not verified</em>: its signature counts once {@link #verify} has
 * returned. Immutable.
 */
public sealed interface Token {
  /**
   * Reads a token of either kind; CBOR begins with the tag of a COSE_Sign1, the rest is text.
   *
   * @throws CryptoException as the readers; TOO_LARGE beyond {@value Limits#SIZE_MAX_BYTES} bytes
   */
  static Token parse(Bytes content) throws CryptoException {
    if (content.length() > Limits.SIZE_MAX_BYTES) {
      throw new CryptoException(
          Reason.TOO_LARGE, content.length() + " B, allowed " + Limits.SIZE_MAX_BYTES);
    }
    byte[] raw = content.toArray();
    if (raw.length > 0 && raw[0] < 0) {
      if (CoseMessage.parse(content, Limits.CBOR) instanceof CoseSign1 message) {
        return new Cwt(message);
      }
      throw Words.malformed("no COSE_Sign1");
    }
    return new Jwt(Jws.parse(new String(raw, StandardCharsets.ISO_8859_1).strip()));
  }

  /** The signer's certificates, end entity first; none is trusted for being there. */
  List<X509Certificate> certificates() throws CryptoException;

  /**
   * Verifies the signature.
   *
   * @throws CryptoException BAD_SIGNATURE, BAD_ALGORITHM or WEAK_KEY
   */
  void verify(PublicKey key) throws CryptoException;

  /**
   * What the token says, if it is a certificate.
   *
   * @throws CryptoException MALFORMED
   */
  Claims certificate() throws CryptoException;

  /**
   * What the token says, if it is a status.
   *
   * @throws CryptoException MALFORMED
   */
  Status status() throws CryptoException;

  /**
   * In CBOR.
   *
   * @param message the COSE message
   */
  record Cwt(CoseSign1 message) implements Token {
    @Override
    public List<X509Certificate> certificates() throws CryptoException {
      return CoseX509.certificates(message);
    }

    @Override
    public void verify(PublicKey key) throws CryptoException {
      CoseVerifier.verify(message, key, Bytes.EMPTY);
    }

    @Override
    public Claims certificate() throws CryptoException {
      require(CwtForm.TYPE);
      return CwtForm.read(message.payload());
    }

    @Override
    public Status status() throws CryptoException {
      require(StatusForm.CWT_TYPE);
      return StatusForm.readCbor(message.payload());
    }

    private void require(CborText type) throws CryptoException {
      Optional<CborValue> found = message.protectedHeader().get(Tokens.TYPE_LABEL);
      if (!found.equals(Optional.of(type))) {
        throw Words.malformed("a token of another type");
      }
    }
  }

  /**
   * In JSON.
   *
   * @param message the JWS
   */
  record Jwt(JwsMessage message) implements Token {
    @Override
    public List<X509Certificate> certificates() {
      return message.certificates();
    }

    @Override
    public void verify(PublicKey key) throws CryptoException {
      Jws.verify(message, key);
    }

    @Override
    public Claims certificate() throws CryptoException {
      return switch (message.type()) {
        case JwtForm.TYPE -> JwtForm.read(message.payload());
        case VcForm.TYPE -> VcForm.read(message.payload());
        default -> throw Words.malformed("a token of another type");
      };
    }

    @Override
    public Status status() throws CryptoException {
      if (!message.type().equals(StatusForm.JWT_TYPE)) {
        throw Words.malformed("a token of another type");
      }
      return StatusForm.readJson(message.payload());
    }
  }
}
