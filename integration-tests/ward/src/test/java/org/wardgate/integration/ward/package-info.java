/** The ward as a stranger runs it, from the distribution. */
@NullMarked
package org.wardgate.integration.ward;

import org.jspecify.annotations.NullMarked;
