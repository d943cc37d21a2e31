/** The short form of the campaigns. */
@NullMarked
package org.wardgate.integration.benchmarks.campaign;

import org.jspecify.annotations.NullMarked;
