/** Tests of the cloud sync: simulated from a seed, and over a real broker. */
@NullMarked
package org.wardgate.cloud;

import org.jspecify.annotations.NullMarked;
