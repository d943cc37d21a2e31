/** How long compiling takes; run by hand. */
@NullMarked
package org.wardgate.mud.bench;

import org.jspecify.annotations.NullMarked;
