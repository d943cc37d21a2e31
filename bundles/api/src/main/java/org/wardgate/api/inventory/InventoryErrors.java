package org.wardgate.api.inventory;

import org.wardgate.api.error.ErrorCode;

/** The inventory's part of the error catalogue. */
public final class InventoryErrors {
  /** The inventory's signature does not verify against the hospital's anchor. */
  public static final ErrorCode BAD_SIGNATURE =
      new ErrorCode(
          "WG-INV-0001",
          "The inventory's signature does not verify against the hospital's anchor",
          "Sign the file with the hospital's inventory key and load it again");

  /** The inventory is not of the documented form. */
  public static final ErrorCode MALFORMED =
      new ErrorCode(
          "WG-INV-0002",
          "The inventory is not of the documented form",
          "Correct the entry named in the detail");

  /** The inventory exceeds a limit. */
  public static final ErrorCode TOO_LARGE =
      new ErrorCode(
          "WG-INV-0003",
          "The inventory exceeds a limit",
          "Split the ward or raise the named limit");

  /** The inventory is older than the one in force. */
  public static final ErrorCode ROLLBACK =
      new ErrorCode(
          "WG-INV-0004",
          "The inventory is older than the one in force",
          "Raise its version number and sign it again");

  /** No inventory could be read. */
  public static final ErrorCode MISSING =
      new ErrorCode(
          "WG-INV-0005",
          "No inventory could be read",
          "Put inventory.json and its signature where the configuration says");

  /** The inventory is good but could not be kept; the one in force stays. */
  public static final ErrorCode NOT_KEPT =
      new ErrorCode(
          "WG-INV-0006",
          "The inventory is good but could not be kept; the one in force stays",
          "Free space on the gateway's disk, then replace the inventory file again");

  /** It would cut too many admitted devices at once, so the one before it stays in force. */
  public static final ErrorCode HELD =
      new ErrorCode(
          "WG-INV-0007",
          "The inventory would cut too many admitted devices at once; the one before stays",
          "Check the inventory; retire the devices that are really gone, then it is taken over");

  private InventoryErrors() {}
}
