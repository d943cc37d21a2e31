/** Tests of what is known of far ends. */
@NullMarked
package org.wardgate.mud.explain;

import org.jspecify.annotations.NullMarked;
