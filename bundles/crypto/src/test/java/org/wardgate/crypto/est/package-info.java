@NullMarked
package org.wardgate.crypto.est;

import org.jspecify.annotations.NullMarked;
