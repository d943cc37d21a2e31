/** Tests of advisories. */
@NullMarked
package org.wardgate.mud.advisory;

import org.jspecify.annotations.NullMarked;
