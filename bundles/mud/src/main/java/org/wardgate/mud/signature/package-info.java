/** Who signed a MUD file, and whether that signer counts. */
@NullMarked
package org.wardgate.mud.signature;

import org.jspecify.annotations.NullMarked;
