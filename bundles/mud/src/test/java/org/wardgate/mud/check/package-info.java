/** Tests of verdicts. */
@NullMarked
package org.wardgate.mud.check;

import org.jspecify.annotations.NullMarked;
