package org.wardgate.mud.signature;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.ErrorCode;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cms.CmsSigner;
import org.wardgate.crypto.cms.DetachedCms;

/** Signatures of MUD files (RFC 8520 §13). Pure. */
public final class MudSignatures {
  private MudSignatures() {}

  /**
   * Verifies a detached signature and the signer's path.
   *
   * @param content the file as signed
   * @param signature CMS, DER or PEM
   * @param anchors who may sign
   * @param at when every certificate of the path must be valid
   * @throws RefusedException BAD_SIGNATURE, UNTRUSTED_SIGNER or EXPIRED_SIGNER
   */
  public static CmsSigner verify(
      Bytes content, Bytes signature, Collection<X509Certificate> anchors, Instant at)
      throws RefusedException {
    try {
      return DetachedCms.verify(content, signature, anchors, at);
    } catch (CryptoException e) {
      throw refusal(e);
    }
  }

  static RefusedException refusal(CryptoException e) {
    return new RefusedException(code(e.reason()), String.valueOf(e.getMessage()), e);
  }

  private static ErrorCode code(CryptoException.Reason reason) {
    return switch (reason) {
      case EXPIRED, NOT_YET_VALID -> MudErrors.EXPIRED_SIGNER;
      case UNTRUSTED, BAD_USAGE, WEAK_KEY, REVOKED -> MudErrors.UNTRUSTED_SIGNER;
      case MALFORMED,
          TOO_LARGE,
          TOO_DEEP,
          INDEFINITE_LENGTH,
          DUPLICATE_KEY,
          TRAILING_DATA,
          BAD_ALGORITHM,
          BAD_SIGNATURE ->
          MudErrors.BAD_SIGNATURE;
    };
  }
}
