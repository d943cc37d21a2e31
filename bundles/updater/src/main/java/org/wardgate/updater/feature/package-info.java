/** Reads the features of a package as the launcher does, and plans with them as it will. */
@NullMarked
package org.wardgate.updater.feature;

import org.jspecify.annotations.NullMarked;
