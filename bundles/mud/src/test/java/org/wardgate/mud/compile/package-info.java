/** Tests of the translation. */
@NullMarked
package org.wardgate.mud.compile;

import org.jspecify.annotations.NullMarked;
