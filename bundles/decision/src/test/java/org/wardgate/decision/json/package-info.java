/** Tests of the journal's text. */
@NullMarked
package org.wardgate.decision.json;

import org.jspecify.annotations.NullMarked;
