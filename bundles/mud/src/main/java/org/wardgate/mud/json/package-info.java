/** JSON as a bounded tree whose nodes know where they stand. */
@NullMarked
package org.wardgate.mud.json;

import org.jspecify.annotations.NullMarked;
