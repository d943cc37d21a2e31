/** Tests of the rules. */
@NullMarked
package org.wardgate.decision.rules;

import org.jspecify.annotations.NullMarked;
