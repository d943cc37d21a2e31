/** Tests. */
@NullMarked
package org.wardgate.attestation.evidence;

import org.jspecify.annotations.NullMarked;
