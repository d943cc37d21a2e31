/** Tests. */
@NullMarked
package org.wardgate.updater.pack;

import org.jspecify.annotations.NullMarked;
