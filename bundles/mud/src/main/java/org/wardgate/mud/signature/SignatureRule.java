package org.wardgate.mud.signature;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.Problem;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.CryptoException.Reason;
import org.wardgate.crypto.cms.CmsSigner;
import org.wardgate.crypto.cms.DetachedCms;

/**
 * When a MUD file counts in the gateway. A signature must fit the file and lead to an anchor,
 * whatever else holds. If a certificate of the signer's path has expired, the file still counts
 * within the operator's grace, provided that it was signed, as the signature says, while the whole
 * path was valid. Beyond that, and without any signature, it counts only if the hospital approved
 * this very file. Pure.
 */
public final class SignatureRule {
  private SignatureRule() {}

  /**
   * Decides.
   *
   * @param content the file
   * @param signature its detached CMS signature, DER or PEM; empty if it has none
   * @param terms on whose word it counts
   * @param now the time
   * @throws RefusedException BAD_SIGNATURE or UNTRUSTED_SIGNER, which nothing makes up for;
   *     EXPIRED_SIGNER if the signer is not valid yet; UNAPPROVED if an approval would make up for
   *     it, with the digest that it needs
   */
  public static Vouched decide(
      Bytes content, Optional<Bytes> signature, SignerTerms terms, Instant now)
      throws RefusedException {
    if (signature.isEmpty()) {
      return approvedOrRefused(content, terms, "unsigned");
    }
    try {
      CmsSigner signer = MudSignatures.verify(content, signature.get(), terms.anchors(), now);
      return Vouched.signed(subject(signer), signer.path(), Vouched.expiry(signer.path()));
    } catch (RefusedException e) {
      if (e.getCause() instanceof CryptoException cause && cause.reason() == Reason.EXPIRED) {
        return expired(content, signature.get(), terms, now);
      }
      throw e;
    }
  }

  /** The signature fits and leads to an anchor, but not with certificates that are valid now. */
  private static Vouched expired(Bytes content, Bytes signature, SignerTerms terms, Instant now)
      throws RefusedException {
    Optional<CmsSigner> then = whenSigned(content, signature, terms, now);
    if (then.isEmpty()) {
      return approvedOrRefused(content, terms, "signed outside its signer's validity");
    }
    Instant expiry = Vouched.expiry(then.get().path());
    Instant graceEnd = expiry.plus(terms.grace());
    String signer = subject(then.get()) + ", expired on " + day(expiry);
    if (now.isAfter(graceEnd)) {
      return approvedOrRefused(content, terms, "signer " + signer);
    }
    String by = Problem.clean(signer + ", within the grace until " + day(graceEnd));
    return Vouched.signed(by, then.get().path(), graceEnd);
  }

  /** The signer as it was when it says it signed; empty if its path was not valid then. */
  private static Optional<CmsSigner> whenSigned(
      Bytes content, Bytes signature, SignerTerms terms, Instant now) throws RefusedException {
    try {
      Optional<Instant> signedAt = DetachedCms.signingTime(signature);
      return signedAt.isEmpty() || signedAt.get().isAfter(now)
          ? Optional.empty()
          : Optional.of(MudSignatures.verify(content, signature, terms.anchors(), signedAt.get()));
    } catch (CryptoException e) {
      throw MudSignatures.refusal(e);
    } catch (RefusedException e) {
      if (e.errorCode().equals(MudErrors.EXPIRED_SIGNER)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Vouched approvedOrRefused(Bytes content, SignerTerms terms, String why)
      throws RefusedException {
    if (terms.approve(content)) {
      return Vouched.approved(Problem.clean("approved by the hospital, " + why));
    }
    throw new RefusedException(
        MudErrors.UNAPPROVED, "sha256 " + content.sha256().hex() + ", " + why);
  }

  private static String subject(CmsSigner signer) {
    return Problem.clean(signer.certificate().getSubjectX500Principal().getName());
  }

  private static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }
}
