/** The parts of the gateway the console asks, each of which may be away for a while. */
@NullMarked
package org.wardgate.console.ports;

import org.jspecify.annotations.NullMarked;
