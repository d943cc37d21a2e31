/** Tests. */
@NullMarked
package org.wardgate.emulators.net;

import org.jspecify.annotations.NullMarked;
