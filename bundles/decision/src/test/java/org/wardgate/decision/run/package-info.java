/** Tests of the loop, replay and simulation. */
@NullMarked
package org.wardgate.decision.run;

import org.jspecify.annotations.NullMarked;
