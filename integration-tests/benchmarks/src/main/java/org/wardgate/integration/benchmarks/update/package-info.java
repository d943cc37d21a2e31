/** How long a bundle's service is gone while it is updated. */
@NullMarked
package org.wardgate.integration.benchmarks.update;

import org.jspecify.annotations.NullMarked;
