/**
 * What the decision core knows: immutable facts about each device, and the one mutable {@link
 * org.wardgate.decision.state.WardState} that only {@link org.wardgate.decision.state.Outcome}s
 * change.
 */
@NullMarked
package org.wardgate.decision.state;

import org.jspecify.annotations.NullMarked;
