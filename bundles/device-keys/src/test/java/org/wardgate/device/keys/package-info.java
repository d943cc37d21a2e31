@NullMarked
package org.wardgate.device.keys;

import org.jspecify.annotations.NullMarked;
