/** Signs what is known of a device, for minutes, for third parties. */
@NullMarked
package org.wardgate.conformity;

import org.jspecify.annotations.NullMarked;
