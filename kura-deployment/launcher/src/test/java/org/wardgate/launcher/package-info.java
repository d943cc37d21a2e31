@NullMarked
package org.wardgate.launcher;

import org.jspecify.annotations.NullMarked;
