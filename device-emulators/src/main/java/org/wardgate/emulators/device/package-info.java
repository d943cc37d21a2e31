/** Emulated devices, good and hostile, over real sockets. */
@NullMarked
package org.wardgate.emulators.device;

import org.jspecify.annotations.NullMarked;
