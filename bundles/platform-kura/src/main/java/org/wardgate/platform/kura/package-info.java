/** The platform ports over Eclipse Kura's services. */
@NullMarked
package org.wardgate.platform.kura;

import org.jspecify.annotations.NullMarked;
