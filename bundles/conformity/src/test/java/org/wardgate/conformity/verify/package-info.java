/** Tests of the verifier. */
@NullMarked
package org.wardgate.conformity.verify;

import org.jspecify.annotations.NullMarked;
