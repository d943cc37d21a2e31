package org.wardgate.api.onboarding;

import java.net.InetAddress;
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
   * @param publicKeySpki the request's SubjectPublicKeyInfo, DER
   */
  record EnrolmentRequested(CorrelationId correlationId, DeviceId device, Bytes publicKeySpki)
      implements OnboardingEvent {}

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
}
