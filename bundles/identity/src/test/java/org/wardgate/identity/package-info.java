@NullMarked
package org.wardgate.identity;

import org.jspecify.annotations.NullMarked;
