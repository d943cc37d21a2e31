/** Signed reference values and endorsements: reading, binding to signers, adopting, looking up. */
@NullMarked
package org.wardgate.references;

import org.jspecify.annotations.NullMarked;
