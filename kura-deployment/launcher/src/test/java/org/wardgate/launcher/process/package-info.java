@NullMarked
package org.wardgate.launcher.process;

import org.jspecify.annotations.NullMarked;
