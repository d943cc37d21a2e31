package org.wardgate.coap.eap;

import java.time.Duration;

/**
 * How much one authentication may cost.
 *
 * @param answerWait how long the device may take for an answer
 * @param whole how long it may take in all
 * @param sessionLifetimeSeconds of the OSCORE session, unless the server says less
 * @param concurrentMax authentications at once, of devices that answered
 * @param perAddressMax authentications at once of one address
 */
record Limits(
    Duration answerWait,
    Duration whole,
    long sessionLifetimeSeconds,
    int concurrentMax,
    int perAddressMax) {
  /** EAP packets the device is sent before it is a loop; EAP-TLS with long chains needs 20. */
  static final int ROUNDS_MAX = 50;

  /** Repetitions of the first packet: nobody was heard from there yet. */
  static final int FIRST_RETRANSMISSIONS = 1;

  /** Repetitions of all further packets (RFC 7252 §4.8). */
  static final int RETRANSMISSIONS = 4;

  /** Largest answer of the device: an EAP packet and what stands behind it. */
  static final int ANSWER_MAX_BYTES = EapPacket.PACKET_MAX_BYTES + 128;
}
