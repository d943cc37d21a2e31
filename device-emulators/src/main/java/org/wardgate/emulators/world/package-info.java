/** The world outside the ward: the makers' HTTPS server, telemetry, DNS and the cloud's broker. */
@NullMarked
package org.wardgate.emulators.world;

import org.jspecify.annotations.NullMarked;
