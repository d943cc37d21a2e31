/** The decision core as a component: the only writer, behind the journal. */
@NullMarked
package org.wardgate.decision;

import org.jspecify.annotations.NullMarked;
