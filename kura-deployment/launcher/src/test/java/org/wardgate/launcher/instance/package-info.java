@NullMarked
package org.wardgate.launcher.instance;

import org.jspecify.annotations.NullMarked;
