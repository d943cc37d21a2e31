package org.wardgate.api.inventory;

import org.wardgate.api.CorrelationId;
import org.wardgate.api.Event;

/**
 * A newer inventory is in force.
 *
 * @param correlationId fresh
 * @param snapshot the inventory now in force
 */
public record InventoryChanged(CorrelationId correlationId, InventorySnapshot snapshot)
    implements Event {}
