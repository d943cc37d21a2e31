@NullMarked
package org.wardgate.launcher.set;

import org.jspecify.annotations.NullMarked;
