/** What a join and a start cost. Programs to be run by hand; no test waits for a figure. */
@NullMarked
package org.wardgate.integration.benchmarks;

import org.jspecify.annotations.NullMarked;
