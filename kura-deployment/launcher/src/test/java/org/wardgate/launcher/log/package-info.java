@NullMarked
package org.wardgate.launcher.log;

import org.jspecify.annotations.NullMarked;
