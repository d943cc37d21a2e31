/** Tests of the inventory. */
@NullMarked
package org.wardgate.inventory;

import org.jspecify.annotations.NullMarked;
