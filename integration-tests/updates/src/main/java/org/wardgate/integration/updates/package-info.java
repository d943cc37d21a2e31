/** A gateway that is killed while it is updated, again and again. */
@NullMarked
package org.wardgate.integration.updates;

import org.jspecify.annotations.NullMarked;
