/**
 * The rules: pure functions from state and event to a {@link org.wardgate.decision.state.Step}. One
 * class for each stage's events. {@link org.wardgate.decision.rules.Degradation} is the only place
 * that takes something away from a device, {@link org.wardgate.decision.rules.Admission} the only
 * one that gives.
 */
@NullMarked
package org.wardgate.decision.rules;

import org.jspecify.annotations.NullMarked;
