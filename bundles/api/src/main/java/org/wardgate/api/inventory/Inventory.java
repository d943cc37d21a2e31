package org.wardgate.api.inventory;

/** The hospital's signed inventory. Thread-safe. */
public interface Inventory {
  /** The last inventory whose signature was verified. */
  InventorySnapshot current();
}
