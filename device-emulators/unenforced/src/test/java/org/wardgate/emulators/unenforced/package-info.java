/** Tests. */
@NullMarked
package org.wardgate.emulators.unenforced;

import org.jspecify.annotations.NullMarked;
