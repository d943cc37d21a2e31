/** Tests of the decision core. */
@NullMarked
package org.wardgate.decision;

import org.jspecify.annotations.NullMarked;
