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

  /** The policy denies the packet. */
  public static final ErrorCode DENIED =
      new ErrorCode(
          "WG-POL-0002",
          "The policy denies the packet",
          "Ask the manufacturer for a rule if the device needs this traffic");

  private PolicyErrors() {}
}
