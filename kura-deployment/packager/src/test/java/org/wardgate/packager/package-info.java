/** Packages are made the same twice, and refused for a reason. */
@NullMarked
package org.wardgate.packager;

import org.jspecify.annotations.NullMarked;
