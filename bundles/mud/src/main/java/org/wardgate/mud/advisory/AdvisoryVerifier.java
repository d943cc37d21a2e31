package org.wardgate.mud.advisory;

import java.time.Instant;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.mud.Advisory;
import org.wardgate.api.mud.MudErrors;
import org.wardgate.mud.signature.MudSignatures;

/** Whether an advisory counts, by itself: form, signature, signer, dates. Pure. */
public final class AdvisoryVerifier {
  private AdvisoryVerifier() {}

  /**
   * Verifies an advisory. An expired signer never counts here: there is no grace.
   *
   * @param content the file
   * @param signature its detached CMS signature, DER or PEM
   * @param inventory who may speak for whom
   * @param now the time
   * @throws RefusedException ADVISORY_MALFORMED, ADVISORY_SIGNATURE, ADVISORY_SIGNER or
   *     ADVISORY_EXPIRED
   */
  public static Advisory verify(
      Bytes content, Bytes signature, InventorySnapshot inventory, Instant now)
      throws RefusedException {
    // Read first, because it says who its issuer is; nothing of it counts before the signature.
    Advisory advisory = AdvisoryParser.parse(content);
    Issuer issuer = Issuer.of(advisory.issuer(), inventory);
    verifySignature(content, signature, issuer, now);
    issuer.checkSpeaksFor(advisory.affected(), inventory);
    if (!now.isBefore(advisory.expiresAt())) {
      throw new RefusedException(MudErrors.ADVISORY_EXPIRED, "on " + advisory.expiresAt());
    }
    if (advisory.issuedAt().isAfter(now.plus(AdvisoryLimits.CLOCK_AHEAD_MAX))) {
      throw new RefusedException(
          MudErrors.ADVISORY_MALFORMED, "issued-at lies in the future: " + advisory.issuedAt());
    }
    return advisory;
  }

  private static void verifySignature(Bytes content, Bytes signature, Issuer issuer, Instant now)
      throws RefusedException {
    try {
      MudSignatures.verify(content, signature, issuer.anchors(), now);
    } catch (RefusedException e) {
      throw e.errorCode().equals(MudErrors.BAD_SIGNATURE)
          ? new RefusedException(MudErrors.ADVISORY_SIGNATURE, e.detail(), e)
          : new RefusedException(
              MudErrors.ADVISORY_SIGNER, "of " + issuer.id() + ": " + e.detail(), e);
    }
  }
}
