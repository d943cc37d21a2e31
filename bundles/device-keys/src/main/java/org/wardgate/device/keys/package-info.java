/** Keys that devices without certificates share with the gateway. */
@NullMarked
package org.wardgate.device.keys;

import org.jspecify.annotations.NullMarked;
