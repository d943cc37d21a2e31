/** Puts a verified set of bundles in place, watches it, and keeps it or goes back. */
@NullMarked
package org.wardgate.installer;

import org.jspecify.annotations.NullMarked;
