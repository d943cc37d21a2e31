/** Commands that start, stop and ask a running gateway. */
@NullMarked
package org.wardgate.command.gateway;

import org.jspecify.annotations.NullMarked;
