/** What the tests share. */
@NullMarked
package org.wardgate.mud.testing;

import org.jspecify.annotations.NullMarked;
