/** What the cloud sends to the gateway over Kura. */
@NullMarked
package org.wardgate.platform.kura.command;

import org.jspecify.annotations.NullMarked;
