/** Tests of fetching. */
@NullMarked
package org.wardgate.mud.fetch;

import org.jspecify.annotations.NullMarked;
