package org.wardgate.integration.benchmarks.campaign;

import org.wardgate.api.Bytes;
import org.wardgate.api.DeviceId;
import org.wardgate.api.attestation.AttestationResult.Tier;
import org.wardgate.api.error.RefusedException;
import org.wardgate.attestation.Schemes;
import org.wardgate.attestation.profile.AppraisalEngine;
import org.wardgate.attestation.profile.BuiltInProfile;
import org.wardgate.attestation.scheme.Evidence;
import org.wardgate.attestation.scheme.EvidenceScheme;
import org.wardgate.attestation.scheme.VerificationContext;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborMap;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cose.CoseMac0;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;

/**
 * Evidence of a device, given to whichever scheme recognises it, then to the built-in profile.
 *
 * @param name for people
 * @param good the evidence
 * @param contentFormat as it is labelled
 * @param nonce of the challenge that spoilt evidence must answer
 * @param device that the session authenticated
 * @param context keys and reference values
 * @param answers whether the good evidence answers that challenge of that device, so that it may be
 *     believed
 */
record EvidenceTarget(
    String name,
    Bytes good,
    int contentFormat,
    Bytes nonce,
    DeviceId device,
    VerificationContext context,
    boolean answers)
    implements Target {
  private static final CborLimits LIMITS = new CborLimits(8_192, 16, 1_024);

  /** The same evidence against the challenge of another time or for another purpose. */
  EvidenceTarget against(String why, Bytes otherNonce) {
    return new EvidenceTarget(
        name + ", " + why, good, contentFormat, otherNonce, device, context, false);
  }

  /** The same evidence in the session of another device. */
  EvidenceTarget from(DeviceId other) {
    return new EvidenceTarget(
        name + " from another device", good, contentFormat, nonce, other, context, false);
  }

  /** What becomes of evidence. */
  Tier tier(Bytes content) {
    Evidence evidence = new Evidence(content, contentFormat, nonce, device);
    for (EvidenceScheme scheme : Schemes.all()) {
      if (scheme.contentFormats().contains(contentFormat) && scheme.recognises(evidence)) {
        try {
          return AppraisalEngine.appraise(
                  scheme.verify(evidence, context), context.references(), BuiltInProfile.get())
              .tier();
        } catch (RefusedException e) {
          return Tier.CONTRAINDICATED;
        }
      }
    }
    return Tier.NONE;
  }

  @Override
  public Verdict verify(Bytes spoilt) {
    return switch (tier(spoilt)) {
      case CONTRAINDICATED -> Verdict.REFUSED;
      case NONE, WARNING -> Verdict.NOT_AFFIRMED;
      case AFFIRMING ->
          answers && vouched(spoilt).equals(vouched(good)) ? Verdict.THE_SAME : Verdict.ADMITTED;
    };
  }

  /** What the signature or code covers; of a quote also what its digest stands for. */
  private static Object vouched(Bytes content) {
    try {
      if (CborReader.read(content, LIMITS) instanceof CborMap quote) {
        return java.util.List.of(quote.get(1), quote.get(2), quote.get(4));
      }
      CoseMessage message = CoseMessage.parse(content, LIMITS);
      return message instanceof CoseSign1 signed
          ? java.util.List.of(signed.protectedEncoded(), signed.payload())
          : message instanceof CoseMac0 coded
              ? java.util.List.of(coded.protectedEncoded(), coded.payload())
              : message;
    } catch (CryptoException e) {
      throw new IllegalStateException("affirmed, but not readable", e);
    }
  }
}
