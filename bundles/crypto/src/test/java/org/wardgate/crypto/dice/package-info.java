/** Tests. */
@NullMarked
package org.wardgate.crypto.dice;

import org.jspecify.annotations.NullMarked;
