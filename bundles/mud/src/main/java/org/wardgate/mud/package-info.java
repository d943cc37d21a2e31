/** The MUD manager's components. */
@NullMarked
package org.wardgate.mud;

import org.jspecify.annotations.NullMarked;
