/** Kura's services as they behave, for tests. */
@NullMarked
package org.wardgate.platform.kura.fake;

import org.jspecify.annotations.NullMarked;
