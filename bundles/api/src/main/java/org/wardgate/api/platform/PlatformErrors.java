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

  /** A configured password cannot be decrypted. */
  public static final ErrorCode SECRET_UNREADABLE =
      new ErrorCode(
          "WG-PLAT-0008",
          "A configured password cannot be decrypted",
          "Enter the password again; if that does not help, check the platform's encryption key");

  /** The cloud publisher does not tell what has arrived. */
  public static final ErrorCode CLOUD_UNCONFIRMED =
      new ErrorCode(
          "WG-PLAT-0009",
          "The cloud publisher does not tell what has arrived",
          "Set the publisher's quality of service to 1; nothing counts as sent until it is confirmed");

  /** The platform's accounts cannot be asked. */
  public static final ErrorCode ACCOUNTS_FAILED =
      new ErrorCode(
          "WG-PLAT-0010",
          "The platform's accounts cannot be asked",
          "Log in with a token meanwhile; check the platform's identity service");

  /** A service of the platform refused or failed. */
  public static final ErrorCode SERVICE_FAILED =
      new ErrorCode(
          "WG-PLAT-0011",
          "A service of the platform refused or failed",
          "Read the detail; the gateway goes on without it");

  /** A message of the cloud was not taken. */
  public static final ErrorCode MESSAGE_DROPPED =
      new ErrorCode(
          "WG-PLAT-0012",
          "A message of the cloud was not taken",
          "Send it again in the documented form; see the detail");

  /** The key store has lost a key that was in use. */
  public static final ErrorCode KEY_LOST =
      new ErrorCode(
          "WG-PLAT-0013",
          "The key store has lost a key that was in use",
          "Choose the key store again that has it, or restore it from backup");

  private PlatformErrors() {}
}
