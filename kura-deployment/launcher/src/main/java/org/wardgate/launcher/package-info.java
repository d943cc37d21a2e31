/**
 * The launcher: reads {@code features/*.json}, runs them on Felix or Equinox, looks after them, and
 * goes back to the plan before when a new one fails.
 */
@NullMarked
package org.wardgate.launcher;

import org.jspecify.annotations.NullMarked;
