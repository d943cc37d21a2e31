/** What the tests share. */
@NullMarked
package org.wardgate.conformity.testing;

import org.jspecify.annotations.NullMarked;
