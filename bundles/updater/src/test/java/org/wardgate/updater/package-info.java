/** Tests. */
@NullMarked
package org.wardgate.updater;

import org.jspecify.annotations.NullMarked;
