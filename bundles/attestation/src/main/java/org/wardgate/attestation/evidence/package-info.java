/** The newest evidence of every device, and what would become of it. */
@NullMarked
package org.wardgate.attestation.evidence;

import org.jspecify.annotations.NullMarked;
