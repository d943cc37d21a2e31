/** Tests. */
@NullMarked
package org.wardgate.emulators.world;

import org.jspecify.annotations.NullMarked;
