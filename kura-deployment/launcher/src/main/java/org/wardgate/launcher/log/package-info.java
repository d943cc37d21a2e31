/** The gateway's log: one bounded file, written through slf4j. */
@NullMarked
package org.wardgate.launcher.log;

import org.jspecify.annotations.NullMarked;
