/** Tests of who may sign. */
@NullMarked
package org.wardgate.mud.signature;

import org.jspecify.annotations.NullMarked;
