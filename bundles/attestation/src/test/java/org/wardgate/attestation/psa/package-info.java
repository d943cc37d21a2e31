/** Tests. */
@NullMarked
package org.wardgate.attestation.psa;

import org.jspecify.annotations.NullMarked;
