package org.wardgate.names;

import java.net.InetAddress;
import java.util.Map;
import org.wardgate.api.error.RefusedException;

/** What upstream said to a question. */
sealed interface UpstreamAnswer {
  /**
   * The name has addresses.
   *
   * @param ttlSecondsByAddress at least one
   */
  record Addresses(Map<InetAddress, Integer> ttlSecondsByAddress) implements UpstreamAnswer {}

  /**
   * The name has none.
   *
   * @param rcode NOERROR or NXDOMAIN
   */
  record Nothing(int rcode) implements UpstreamAnswer {}

  /**
   * The answer may not be passed on.
   *
   * @param reason why
   */
  record Bad(RefusedException reason) implements UpstreamAnswer {}

  /** The answer did not fit a datagram. */
  record Truncated() implements UpstreamAnswer {}

  /** The datagram answers another question: somebody guesses; go on waiting. */
  record Foreign() implements UpstreamAnswer {}
}
