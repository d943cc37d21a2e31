/** From the terms of the standard to the gateway's policy. Pure. */
@NullMarked
package org.wardgate.mud.compile;

import org.jspecify.annotations.NullMarked;
