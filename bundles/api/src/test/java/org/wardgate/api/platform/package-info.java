/** Tests of the platform. */
@NullMarked
package org.wardgate.api.platform;

import org.jspecify.annotations.NullMarked;
