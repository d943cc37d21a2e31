/** The stages that touch the network, together, with real packets. Needs root. */
@NullMarked
package org.wardgate.integration.packets;

import org.jspecify.annotations.NullMarked;
