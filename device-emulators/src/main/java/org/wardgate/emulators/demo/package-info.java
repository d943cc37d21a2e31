/** Runs the demo: starts, watches, shows, sums up and clears away. */
@NullMarked
package org.wardgate.emulators.demo;

import org.jspecify.annotations.NullMarked;
