/** Tests. */
@NullMarked
package org.wardgate.updater.source;

import org.jspecify.annotations.NullMarked;
