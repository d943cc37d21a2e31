/** Tests of the Felix platform. */
@NullMarked
package org.wardgate.platform.felix;

import org.jspecify.annotations.NullMarked;
