@NullMarked
package org.wardgate.crypto.kdf;

import org.jspecify.annotations.NullMarked;
