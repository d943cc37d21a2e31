/** Tests of bounded JSON. */
@NullMarked
package org.wardgate.mud.json;

import org.jspecify.annotations.NullMarked;
