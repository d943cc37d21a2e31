/** Evidence as PSA attestation tokens (RFC 9783). */
@NullMarked
package org.wardgate.attestation.psa;

import org.jspecify.annotations.NullMarked;
