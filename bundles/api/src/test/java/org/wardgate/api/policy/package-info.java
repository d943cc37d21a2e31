/** Tests of policies. */
@NullMarked
package org.wardgate.api.policy;

import org.jspecify.annotations.NullMarked;
