package org.wardgate.api.names;

import org.wardgate.api.error.ErrorCode;

/** The resolver's part of the error catalogue. */
public final class NamesErrors {
  /** The resolver's socket could not be opened. */
  public static final ErrorCode SOCKET_FAILED =
      new ErrorCode(
          "WG-DNS-0001",
          "The resolver's socket could not be opened",
          "Check the address and port; below 1024 needs CAP_NET_BIND_SERVICE");

  /** The upstream resolver did not answer. */
  public static final ErrorCode UPSTREAM_FAILED =
      new ErrorCode(
          "WG-DNS-0002",
          "The upstream resolver did not answer",
          "Check the configured upstream resolver");

  /** A public name was answered with a private or special address. */
  public static final ErrorCode REBINDING =
      new ErrorCode(
          "WG-DNS-0003",
          "A public name was answered with a private or special address",
          "Report the name's owner; the answer was dropped");

  /** The resolver's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-DNS-0004",
          "The resolver's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** An answer holds more addresses than the limit. */
  public static final ErrorCode TOO_MANY_ADDRESSES =
      new ErrorCode(
          "WG-DNS-0005",
          "An answer holds more addresses than the limit",
          "Report the name's owner; the answer was cut");

  private NamesErrors() {}
}
