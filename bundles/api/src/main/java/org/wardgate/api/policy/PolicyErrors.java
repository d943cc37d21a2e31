package org.wardgate.api.policy;

import org.wardgate.api.error.ErrorCode;

/** Error catalogue of policies. */
public final class PolicyErrors {
  /** The packet is not written in the documented form. */
  public static final ErrorCode BAD_PACKET =
      new ErrorCode(
          "WG-POL-0001",
          "The packet is not written in the documented form",
          "Write for example from-device,tcp,192.0.2.1:443 or to-device,icmp,192.0.2.1,8/0");

  private PolicyErrors() {}
}
