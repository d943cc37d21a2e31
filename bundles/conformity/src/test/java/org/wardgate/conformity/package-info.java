@NullMarked
package org.wardgate.conformity;

import org.jspecify.annotations.NullMarked;
