@NullMarked
package org.wardgate.distribution;

import org.jspecify.annotations.NullMarked;
