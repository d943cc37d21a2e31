package org.wardgate.inventory;

import org.wardgate.api.Bytes;
import org.wardgate.api.error.RefusedException;
import org.wardgate.api.inventory.InventoryErrors;

/** Where the files of devices are that an inventory names. */
interface DeviceFiles {
  /** There are none. */
  DeviceFiles NONE =
      name -> {
        throw new RefusedException(InventoryErrors.MISSING, name + " cannot be read here");
      };

  /**
   * The content of a file.
   *
   * @param name a plain name
   * @return at most {@link InventoryLimits#DEVICE_FILE_MAX_BYTES}
   * @throws RefusedException {@code WG-INV-0005} or {@code WG-INV-0003}
   */
  Bytes content(String name) throws RefusedException;
}
