/** Tests. */
@NullMarked
package org.wardgate.emulators.provision;

import org.jspecify.annotations.NullMarked;
