/** Tests. */
@NullMarked
package org.wardgate.platform.kura.secret;

import org.jspecify.annotations.NullMarked;
