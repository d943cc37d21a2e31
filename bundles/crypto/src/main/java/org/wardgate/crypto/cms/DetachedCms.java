package org.wardgate.crypto.cms;

import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.internal.Pem;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/**
 * Detached CMS signatures (RFC 5652 §5) with one signer and signed attributes, as MUD files carry
 * them (RFC 8520 §13). Stateless.
 */
public final class DetachedCms {
  /** Largest signature, in bytes. */
  public static final int SIGNATURE_MAX_BYTES = 65_536;

  private static final byte PEM_FIRST = '-';

  private DetachedCms() {}

  /**
   * Verifies content, signature and the signer's path.
   *
   * @param content what was signed
   * @param signature DER, or PEM with one block {@code CMS} or {@code PKCS7}
   * @param anchors whom we trust
   * @param at the time the path must be valid at, mostly now
   * @throws CryptoException BAD_SIGNATURE if content or signature were changed; UNTRUSTED if no
   *     path leads to an anchor; EXPIRED, NOT_YET_VALID, BAD_USAGE, WEAK_KEY, BAD_ALGORITHM,
   *     MALFORMED, TOO_LARGE or TRAILING_DATA
   */
  public static CmsSigner verify(
      Bytes content, Bytes signature, Collection<X509Certificate> anchors, Instant at)
      throws CryptoException {
    SignedMessage message = SignedMessage.parse(der(signature));
    message.verifySignature(content);
    return new CmsSigner(
        message.signer(), path(message, anchors, at, Usage.SIGNING), message.signingTime());
  }

  /**
   * Verifies a signature and its signer's path before the content is there, so that a large content
   * is read only if somebody trusted vouches for it.
   *
   * @param usage what the signer's certificate must be for
   * @return what the content must be: whoever reads it computes its SHA-256 digest and compares
   * @throws CryptoException as {@link #verify}; BAD_ALGORITHM also if the digest is not SHA-256
   */
  public static Announced announced(
      Bytes signature, Collection<X509Certificate> anchors, Instant at, Usage usage)
      throws CryptoException {
    SignedMessage message = SignedMessage.parse(der(signature));
    Bytes digest = message.verifyAttributes();
    return new Announced(
        digest,
        new CmsSigner(message.signer(), path(message, anchors, at, usage), message.signingTime()));
  }

  /**
   * A content that somebody signed, and that is still to come.
   *
   * @param sha256 its digest, 32 bytes
   * @param signer who signed it
   */
  public record Announced(Bytes sha256, CmsSigner signer) {}

  /**
   * When a signature says it was made. Nothing is verified: only of use to choose the time of a
   * {@link #verify}.
   *
   * @param signature DER or PEM
   * @return empty if it does not say
   * @throws CryptoException MALFORMED, TOO_LARGE, TRAILING_DATA or UNTRUSTED, as {@link #verify}
   */
  public static Optional<Instant> signingTime(Bytes signature) throws CryptoException {
    return SignedMessage.parse(der(signature)).signingTime();
  }

  /**
   * Signs content.
   *
   * @param chain the signer's certificate first; all of it goes into the signature
   * @param signingTime whole seconds
   * @return DER
   * @throws IllegalArgumentException if the chain is empty or the key cannot sign
   */
  public static Bytes sign(
      Bytes content, PrivateKey key, List<X509Certificate> chain, Instant signingTime) {
    return CmsWriter.sign(content, key, chain, signingTime, false);
  }

  private static List<X509Certificate> path(
      SignedMessage message, Collection<X509Certificate> anchors, Instant at, Usage usage)
      throws CryptoException {
    try {
      return ChainValidator.validate(
          List.of(message.signer()), message.certificates(), anchors, at, usage);
    } catch (CryptoException e) {
      // a certificate that its issuer did not sign is no path; the content's signature is right
      throw e.reason() == Reason.BAD_SIGNATURE
          ? new CryptoException(Reason.UNTRUSTED, "no path leads to a trusted certificate", e)
          : e;
    }
  }

  private static Bytes der(Bytes signature) throws CryptoException {
    if (signature.length() > SIGNATURE_MAX_BYTES) {
      throw new CryptoException(
          Reason.TOO_LARGE, "a CMS signature of " + signature.length() + " B");
    }
    byte[] bytes = signature.toArray();
    if (bytes.length == 0 || bytes[0] != PEM_FIRST) {
      return signature;
    }
    List<Pem.Block> blocks =
        Pem.read(new String(bytes, StandardCharsets.ISO_8859_1), SIGNATURE_MAX_BYTES, 1);
    if (blocks.size() == 1 && List.of("CMS", "PKCS7").contains(blocks.get(0).label())) {
      return blocks.get(0).content();
    }
    throw new CryptoException(Reason.MALFORMED, "not one PEM block CMS or PKCS7");
  }
}
