/** What a new version of a MUD file would change. Pure; usable outside OSGi. */
@NullMarked
package org.wardgate.mud.diff;

import org.jspecify.annotations.NullMarked;
