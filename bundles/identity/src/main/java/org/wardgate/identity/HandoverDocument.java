package org.wardgate.identity;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.identity.GatewayCredential;
import org.wardgate.api.inventory.InventorySnapshot;
import org.wardgate.api.inventory.PeerGateway;
import org.wardgate.api.onboarding.HandoverDesk;
import org.wardgate.api.onboarding.OnboardingErrors;
import org.wardgate.crypto.CryptoException;
import org.wardgate.crypto.cbor.CborLimits;
import org.wardgate.crypto.cbor.CborReader;
import org.wardgate.crypto.cbor.CborText;
import org.wardgate.crypto.cbor.CborWriter;
import org.wardgate.crypto.cose.CoseMessage;
import org.wardgate.crypto.cose.CoseSign1;
import org.wardgate.crypto.cose.CoseSigner;
import org.wardgate.crypto.cose.CoseVerifier;
import org.wardgate.crypto.cose.CoseX509;
import org.wardgate.crypto.cose.X5Chain;
import org.wardgate.crypto.x509.Attribute;
import org.wardgate.crypto.x509.Certificates;
import org.wardgate.crypto.x509.ChainValidator;
import org.wardgate.crypto.x509.Usage;

/** A handover as a signed document: a COSE_Sign1 with the gateway's chain. Stateless. */
final class HandoverDocument {
  /** Label of the header parameter "typ" (RFC 9596). */
  static final long TYPE_LABEL = 16;

  /** What tells a handover from everything else that a gateway signs. */
  static final CborText TYPE = new CborText("application/wardgate-handover+cwt");

  /** Longest time a handover counts. */
  static final Duration VALIDITY_MAX = Duration.ofHours(24);

  /** How far the clocks of two gateways may be apart. */
  static final Duration SKEW = Duration.ofMinutes(2);

  private static final CborLimits LIMITS = new CborLimits(HandoverDesk.DOCUMENT_MAX_BYTES, 6, 64);

  private HandoverDocument() {}

  /**
   * Signs.
   *
   * @throws RefusedException BAD_HANDOVER if the gateway's key is of no kind that can
   */
  static Bytes sign(Handover handover, GatewayCredential credential) throws RefusedException {
    List<X509Certificate> chain = credential.chain();
    try {
      return CoseSigner.sign1(
          CborWriter.write(HandoverClaims.of(handover)),
          credential.privateKey(),
          CoseX509.algorithmFor(chain.get(0).getPublicKey()),
          Map.of(TYPE_LABEL, TYPE, X5Chain.LABEL, X5Chain.of(chain)));
    } catch (CryptoException | IllegalArgumentException e) {
      throw refused("it cannot be signed: " + e.getMessage(), e);
    }
  }

  /**
   * Verifies signature, signer and times.
   *
   * @return what it says; for whom, and whether for the first time, is the caller's to check
   * @throws RefusedException BAD_HANDOVER
   */
  static Handover verify(Bytes document, InventorySnapshot inventory, Instant now)
      throws RefusedException {
    try {
      if (!(CoseMessage.parse(document, LIMITS) instanceof CoseSign1 message)
          || !message.protectedHeader().get(TYPE_LABEL).equals(Optional.of(TYPE))) {
        throw refused("no COSE_Sign1 of the type of a handover");
      }
      Handover handover = HandoverClaims.read(CborReader.read(message.payload(), LIMITS));
      CoseVerifier.verify(
          message, signer(message, handover, inventory, now).getPublicKey(), Bytes.EMPTY);
      times(handover, now);
      return handover;
    } catch (CryptoException e) {
      throw refused(e.reason() + ", " + e.getMessage(), e);
    }
  }

  /** The certificate of the gateway that the handover says it is from. */
  private static X509Certificate signer(
      CoseSign1 message, Handover handover, InventorySnapshot inventory, Instant now)
      throws CryptoException, RefusedException {
    PeerGateway gateway = inventory.peerGateways().get(handover.fromGateway());
    if (gateway == null) {
      throw refused("the inventory names no gateway " + handover.fromGateway());
    }
    List<X509Certificate> chain = CoseX509.certificates(message);
    // devices of that ward have certificates of the same CA, but none of a server
    List<X509Certificate> path =
        ChainValidator.validate(chain, List.of(), gateway.anchors(), now, Usage.TLS_SERVER);
    X509Certificate signer = path.get(0);
    if (!Certificates.subjectAttribute(signer, Attribute.COMMON_NAME)
        .equals(Optional.of(gateway.id()))) {
      throw refused("signed by somebody else in the ward of " + gateway.id());
    }
    return signer;
  }

  private static void times(Handover handover, Instant now) throws RefusedException {
    Instant begin = handover.issuedAt();
    Instant end = handover.validUntil();
    if (begin.isAfter(now.plus(SKEW))) {
      throw refused("not yet valid: issued at " + begin);
    }
    if (!handover.counts(now)) {
      throw refused("expired at " + end);
    }
    if (!end.isAfter(begin) || Duration.between(begin, end).compareTo(VALIDITY_MAX) > 0) {
      throw refused("valid from " + begin + " to " + end + ", allowed 24 hours");
    }
  }

  static RefusedException refused(String detail) {
    return new RefusedException(OnboardingErrors.BAD_HANDOVER, detail);
  }

  private static RefusedException refused(String detail, Exception cause) {
    return new RefusedException(OnboardingErrors.BAD_HANDOVER, detail, cause);
  }
}
