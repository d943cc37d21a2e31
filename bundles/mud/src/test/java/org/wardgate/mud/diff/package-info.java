/** Tests of comparisons. */
@NullMarked
package org.wardgate.mud.diff;

import org.jspecify.annotations.NullMarked;
