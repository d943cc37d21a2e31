/**
 * The hospital's signed inventory: read, verified, kept, watched for changes. {@link
 * org.wardgate.inventory.InventoryReader} also serves offline; the form of the file is in {@code
 * docs/inventory.md}.
 */
@NullMarked
package org.wardgate.inventory;

import org.jspecify.annotations.NullMarked;
