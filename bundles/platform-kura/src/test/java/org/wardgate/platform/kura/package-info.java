/** Tests of the platform over Kura. */
@NullMarked
package org.wardgate.platform.kura;

import org.jspecify.annotations.NullMarked;
