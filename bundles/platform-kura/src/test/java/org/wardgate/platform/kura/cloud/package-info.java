/** Tests. */
@NullMarked
package org.wardgate.platform.kura.cloud;

import org.jspecify.annotations.NullMarked;
