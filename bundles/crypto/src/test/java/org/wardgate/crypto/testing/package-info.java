/** What the tests share. */
@NullMarked
package org.wardgate.crypto.testing;

import org.jspecify.annotations.NullMarked;
