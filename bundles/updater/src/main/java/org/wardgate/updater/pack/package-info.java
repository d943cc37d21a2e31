/** The form of an update package, and what must hold of it. */
@NullMarked
package org.wardgate.updater.pack;

import org.jspecify.annotations.NullMarked;
