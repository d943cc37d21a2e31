/** The key vault over one of Kura's key stores. */
@NullMarked
package org.wardgate.platform.kura.vault;

import org.jspecify.annotations.NullMarked;
