package org.wardgate.api.policy;

import java.net.InetAddress;

/** Who is behind a far end that is more than a range of addresses. Answers may change with time. */
@FunctionalInterface
public interface FarEnds {
  /**
   * Whether an address belongs to a far end now.
   *
   * @param remote never {@link Remote.Any}, {@link Remote.Prefix} or {@link Remote.Both}
   */
  boolean contains(Remote remote, InetAddress address);
}
