/** Tests of configured values. */
@NullMarked
package org.wardgate.api.configuration;

import org.jspecify.annotations.NullMarked;
