/** Tests. */
@NullMarked
package org.wardgate.platform.kura.vault;

import org.jspecify.annotations.NullMarked;
