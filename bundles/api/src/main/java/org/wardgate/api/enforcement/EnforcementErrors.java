package org.wardgate.api.enforcement;

import org.wardgate.api.error.ErrorCode;

/** Enforcement's part of the error catalogue. */
public final class EnforcementErrors {
  /** The nft program is missing or may not be run. */
  public static final ErrorCode NFT_MISSING =
      new ErrorCode(
          "WG-NFT-0001",
          "The nft program is missing or may not be run",
          "Install nftables and give the gateway CAP_NET_ADMIN");

  /** nft refused a change; the last good rules stay. */
  public static final ErrorCode NFT_FAILED =
      new ErrorCode(
          "WG-NFT-0002",
          "nft refused a change; the last good rules stay",
          "Read the log; report it if it repeats");

  /** nft did not answer in time and was started anew. */
  public static final ErrorCode NFT_TIMEOUT =
      new ErrorCode(
          "WG-NFT-0003",
          "nft did not answer in time and was started anew",
          "Check the load of the gateway");

  /** The routing barrier could not be raised, so nothing is opened. */
  public static final ErrorCode BARRIER_FAILED =
      new ErrorCode(
          "WG-NFT-0004",
          "The routing barrier could not be raised, so nothing is opened",
          "Install iproute2 and give the gateway CAP_NET_ADMIN");

  /** More profiles or devices than the limit. */
  public static final ErrorCode TOO_MANY_PROFILES =
      new ErrorCode(
          "WG-NFT-0005",
          "More profiles or devices than the limit",
          "Raise the limit or split the ward");

  /** The policy holds a rule this enforcement cannot express. */
  public static final ErrorCode UNENFORCEABLE =
      new ErrorCode(
          "WG-NFT-0006",
          "The policy holds a rule this enforcement cannot express",
          "Assign another MUD file or update the gateway");

  /** Enforcement's configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-NFT-0007",
          "Enforcement's configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** Another placed device has this address. */
  public static final ErrorCode ADDRESS_TAKEN =
      new ErrorCode(
          "WG-NFT-0008",
          "Another placed device has this address",
          "Find the second device; the first one keeps its place");

  /** Enforcement has started anew and does not know yet what is in force. */
  public static final ErrorCode NOT_RECONCILED =
      new ErrorCode(
          "WG-NFT-0009",
          "Enforcement has started anew and does not know yet what is in force",
          "None needed: the whole picture follows; report it if it repeats");

  /** The rules in the kernel were removed or changed by another program. */
  public static final ErrorCode RULES_LOST =
      new ErrorCode(
          "WG-NFT-0010",
          "The rules in the kernel were removed or changed by another program",
          "Find what flushes or edits nftables on this gateway; the rules were put back");

  private EnforcementErrors() {}
}
