/** Tests. */
@NullMarked
package org.wardgate.updater.resolve;

import org.jspecify.annotations.NullMarked;
