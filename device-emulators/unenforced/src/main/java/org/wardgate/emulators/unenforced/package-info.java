/**
 * For the demo alone, on machines whose kernel allows no network namespaces: ports that enforce
 * nothing. In no feature but {@code loopback}.
 */
@NullMarked
package org.wardgate.emulators.unenforced;

import org.jspecify.annotations.NullMarked;
