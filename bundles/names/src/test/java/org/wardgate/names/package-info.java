/** Tests of the ward's resolver. */
@NullMarked
package org.wardgate.names;

import org.jspecify.annotations.NullMarked;
