package org.wardgate.coap.eap.radius;

import java.util.Optional;
import org.wardgate.api.Bytes;

/**
 * An authentic answer.
 *
 * @param packet Access-Accept, Access-Reject or Access-Challenge
 * @param msk the master session key, 64 bytes; absent unless it is an Access-Accept that has it
 * @param server which of the servers answered: its further questions are for it alone
 */
public record RadiusAnswer(RadiusPacket packet, Optional<Bytes> msk, int server) {
  /** Leaves the key out. */
  @Override
  public String toString() {
    return "answer " + packet.code() + " of server " + server;
  }
}
