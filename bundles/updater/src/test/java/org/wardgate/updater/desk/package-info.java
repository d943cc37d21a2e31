/** Tests. */
@NullMarked
package org.wardgate.updater.desk;

import org.jspecify.annotations.NullMarked;
