package org.wardgate.api.inventory;

/** The hospital's signed inventory. Thread-safe. */
public interface Inventory {
  /** The inventory in force: signed by the hospital, and taken over by the decision core. */
  InventorySnapshot current();
}
