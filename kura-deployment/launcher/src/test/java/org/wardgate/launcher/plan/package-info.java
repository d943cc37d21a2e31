@NullMarked
package org.wardgate.launcher.plan;

import org.jspecify.annotations.NullMarked;
