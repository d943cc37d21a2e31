/** Tests of issuing and revoking. */
@NullMarked
package org.wardgate.conformity.office;

import org.jspecify.annotations.NullMarked;
