/** Tests. */
@NullMarked
package org.wardgate.emulators.device;

import org.jspecify.annotations.NullMarked;
