/** Tests. */
@NullMarked
package org.wardgate.updater.testing;

import org.jspecify.annotations.NullMarked;
