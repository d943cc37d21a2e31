@NullMarked
package org.wardgate.launcher.feature;

import org.jspecify.annotations.NullMarked;
