package org.wardgate.api.platform;

import org.wardgate.api.error.ErrorCode;

/** The platform's part of the error catalogue. */
public final class PlatformErrors {
  /** The key vault could not be read or written. */
  public static final ErrorCode VAULT_FAILED =
      new ErrorCode(
          "WG-PLAT-0001",
          "The key vault could not be read or written",
          "Check the disk and the vault's file permissions; restore it from backup if it is damaged");

  /** The cloud's broker cannot be reached. */
  public static final ErrorCode CLOUD_UNREACHABLE =
      new ErrorCode(
          "WG-PLAT-0002",
          "The cloud's broker cannot be reached",
          "Check the uplink; nothing is lost meanwhile");

  /** The data directory cannot be used. */
  public static final ErrorCode DIRECTORY_FAILED =
      new ErrorCode(
          "WG-PLAT-0003",
          "The data directory cannot be used",
          "Check that it exists, has room and belongs to the gateway's user");

  /** A configuration was refused; the last good one stays. */
  public static final ErrorCode BAD_CONFIGURATION =
      new ErrorCode(
          "WG-PLAT-0004",
          "A configuration was refused; the last good one stays",
          "Correct the value named in the detail");

  /** A message exceeds the cloud link's limit. */
  public static final ErrorCode MESSAGE_TOO_LARGE =
      new ErrorCode(
          "WG-PLAT-0005",
          "A message exceeds the cloud link's limit",
          "Report it: this is a defect");

  /** Too many messages wait for the cloud's acknowledgement. */
  public static final ErrorCode CLOUD_BUSY =
      new ErrorCode(
          "WG-PLAT-0006",
          "Too many messages wait for the cloud's acknowledgement",
          "Nothing is lost: they are sent again; check the uplink if it lasts");

  /** The key vault keeps no secret keys. */
  public static final ErrorCode NO_SECRET_KEYS =
      new ErrorCode(
          "WG-PLAT-0007",
          "The key vault keeps no secret keys",
          "Configure a vault that does; without it nothing that needs encryption is kept on disk");

  private PlatformErrors() {}
}
