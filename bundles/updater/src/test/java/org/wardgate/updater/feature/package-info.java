/** Tests. */
@NullMarked
package org.wardgate.updater.feature;

import org.jspecify.annotations.NullMarked;
