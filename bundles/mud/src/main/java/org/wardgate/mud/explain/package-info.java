/** Who is behind the far ends of rules, as somebody says. Usable outside OSGi. */
@NullMarked
package org.wardgate.mud.explain;

import org.jspecify.annotations.NullMarked;
