package org.wardgate.api.onboarding;

import java.net.InetAddress;
import java.time.Instant;
import java.util.Optional;
import org.wardgate.api.Bytes;
import org.wardgate.api.CorrelationId;
import org.wardgate.api.DeviceId;
import org.wardgate.api.Event;
import org.wardgate.api.error.Problem;
import org.wardgate.api.identity.PeerIdentity;
import org.wardgate.api.transport.TransportKind;

/** What onboarding reports. */
public sealed interface OnboardingEvent extends Event {
  /**
   * Somebody showed a certificate that proves nobody we admit. Nothing in it is authenticated.
   *
   * @param correlationId fresh
   * @param device a stranger's id, see {@link DeviceId#unknown}
   * @param claimedSubject what the certificate says, cleaned, at most 200 characters
   * @param peerAddress where it came from
   * @param kind the transport
   * @param problem why
   */
  record PeerRefused(
      CorrelationId correlationId,
      DeviceId device,
      String claimedSubject,
      String peerAddress,
      TransportKind kind,
      Problem problem)
      implements OnboardingEvent {}

  /**
   * A device completed a handshake: it is who it says.
   *
   * @param correlationId fresh
   * @param identity proven
   * @param address where it is
   * @param kind the transport
   */
  record DeviceIdentified(
      CorrelationId correlationId, PeerIdentity identity, InetAddress address, TransportKind kind)
      implements OnboardingEvent {}

  /**
   * An identified device asked for a certificate with a valid request.
   *
   * @param correlationId of the request; the answer repeats it
   * @param device who asks
   * @param publicKeySpki SubjectPublicKeyInfo to certify, DER
   * @param evidenceBinding what its evidence must be bound to, 32 bytes: SHA-256 of {@code
   *     publicKeySpki}, or of the session's certificate if the gateway made the key
   * @param reason what the certificate is for
   */
  record EnrolmentRequested(
      CorrelationId correlationId,
      DeviceId device,
      Bytes publicKeySpki,
      Bytes evidenceBinding,
      Reason reason)
      implements OnboardingEvent {
    /** What a certificate is asked for. */
    public enum Reason {
      /** The first one, or again after it was lost (RFC 9148 {@code sen}). */
      ENROL,
      /** To take the place of the one its session was opened with (RFC 9148 {@code sren}). */
      RENEW,
      /** For a key that the gateway made (RFC 9148 {@code skg}, {@code skc}). */
      SERVER_KEY
    }

    /** A first certificate for a key of the device's own. */
    public EnrolmentRequested(CorrelationId correlationId, DeviceId device, Bytes publicKeySpki) {
      this(correlationId, device, publicKeySpki, publicKeySpki.sha256(), Reason.ENROL);
    }
  }

  /**
   * An identified device itself named its MUD URL over CoAP. The manufacturer does not vouch for
   * it.
   *
   * @param correlationId fresh
   * @param device whose
   * @param mudUrl as claimed, printable ASCII, at most 255 characters
   */
  record MudUrlOffered(CorrelationId correlationId, DeviceId device, String mudUrl)
      implements OnboardingEvent {}

  /**
   * One identity is alive in two places at once, and no handover explains it. The newcomer's
   * session is closed already.
   *
   * @param correlationId fresh
   * @param device whose identity
   * @param held where the session is that stays
   * @param refused where the newcomer was
   */
  record SeenTwice(
      CorrelationId correlationId, DeviceId device, InetAddress held, InetAddress refused)
      implements OnboardingEvent {}

  /**
   * One shared key was shown with two identities. Both are refused from now on.
   *
   * @param correlationId fresh
   * @param device one of the two
   * @param other the other
   */
  record KeySharedByTwo(CorrelationId correlationId, DeviceId device, DeviceId other)
      implements OnboardingEvent {}

  /**
   * A device has the configuration its MUD file declares.
   *
   * @param correlationId of the intent
   * @param device which
   * @param contentSha256 digest of what it took, 32 bytes
   */
  record ConfigurationTaken(CorrelationId correlationId, DeviceId device, Bytes contentSha256)
      implements OnboardingEvent {}

  /**
   * A device did not take its configuration before the deadline.
   *
   * @param correlationId of the intent
   * @param device which
   * @param problem why
   */
  record ConfigurationNotTaken(CorrelationId correlationId, DeviceId device, Problem problem)
      implements OnboardingEvent {}

  /**
   * What became of a pledge's request for a voucher (RFC 8995 §5.5).
   *
   * @param correlationId fresh
   * @param device the pledge
   * @param detail one line: which MASA or file, nonced or nonceless
   * @param problem why there is none; absent if the pledge got one
   */
  record VoucherAnswered(
      CorrelationId correlationId, DeviceId device, String detail, Optional<Problem> problem)
      implements OnboardingEvent {}

  /**
   * What a pledge says about its voucher or its enrolment (RFC 8995 §5.7, §5.9.4).
   *
   * @param correlationId fresh
   * @param device the pledge
   * @param subject {@code voucher} or {@code enrolment}
   * @param success whether it worked
   * @param reason in the pledge's words, cleaned, at most 200 characters
   */
  record PledgeReported(
      CorrelationId correlationId, DeviceId device, String subject, boolean success, String reason)
      implements OnboardingEvent {}

  /**
   * This gateway signed a handover, or could not.
   *
   * @param correlationId of the intent
   * @param device which
   * @param document the signed statement, absent if there is a problem
   * @param problem why there is none
   */
  record HandoverSigned(
      CorrelationId correlationId,
      DeviceId device,
      Optional<Bytes> document,
      Optional<Problem> problem)
      implements OnboardingEvent {}

  /**
   * Another gateway handed a device over to this one; its signature is verified.
   *
   * @param correlationId fresh
   * @param device which
   * @param fromGateway id of the gateway that signed
   * @param mudUrl of the device, absent if it has none
   * @param validUntil until when the device may come with that ward's certificate
   */
  record HandoverAccepted(
      CorrelationId correlationId,
      DeviceId device,
      String fromGateway,
      Optional<String> mudUrl,
      Instant validUntil)
      implements OnboardingEvent {}
}
