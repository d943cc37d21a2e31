package org.wardgate.api.network;

import org.wardgate.api.error.ErrorCode;

/** The ward network's part of the error catalogue. */
public final class NetworkErrors {
  /** The device's hardware address is not known to the ward network. */
  public static final ErrorCode NO_NEIGHBOUR =
      new ErrorCode(
          "WG-NET-0001",
          "The device's hardware address is not known to the ward network",
          "Check that the device is attached to this ward's bridge");

  /** Denied packets cannot be observed. */
  public static final ErrorCode VIOLATION_SOURCE_FAILED =
      new ErrorCode(
          "WG-NET-0002",
          "Denied packets cannot be observed",
          "Install ulogd2 with its JSON output; denied packets stay denied");

  /** Two devices claim the same address. */
  public static final ErrorCode ADDRESS_CONFLICT =
      new ErrorCode(
          "WG-NET-0003",
          "Two devices claim the same address",
          "Find the second device; both stay as they are");

  /** The ward network's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-NET-0004",
          "The ward network's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** MUD URLs in DHCP messages cannot be listened for. */
  public static final ErrorCode DHCP_LISTENING_FAILED =
      new ErrorCode(
          "WG-NET-0005",
          "MUD URLs in DHCP messages cannot be listened for",
          "Let the DHCP server share its port (dnsmasq: bind-interfaces), grant"
              + " CAP_NET_BIND_SERVICE, or set dhcpListen to false");

  /** The ward's neighbours cannot be read. */
  public static final ErrorCode NEIGHBOURS_UNREADABLE =
      new ErrorCode(
          "WG-NET-0006",
          "The ward's neighbours cannot be read",
          "Install iproute2; a gateway started with -Dorg.wardgate.programs.ip=PATH runs that instead");

  private NetworkErrors() {}
}
