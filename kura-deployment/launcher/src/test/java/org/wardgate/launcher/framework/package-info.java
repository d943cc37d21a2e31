@NullMarked
package org.wardgate.launcher.framework;

import org.jspecify.annotations.NullMarked;
