/** Tests of signed JSON. */
@NullMarked
package org.wardgate.crypto.jose;

import org.jspecify.annotations.NullMarked;
