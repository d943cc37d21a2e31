/** The last good configurations on disk. */
@NullMarked
package org.wardgate.settings.kept;

import org.jspecify.annotations.NullMarked;
