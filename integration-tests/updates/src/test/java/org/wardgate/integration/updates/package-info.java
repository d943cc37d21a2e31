/** The campaign, short. */
@NullMarked
package org.wardgate.integration.updates;

import org.jspecify.annotations.NullMarked;
