/** Evidence as entity attestation tokens (RFC 9711). */
@NullMarked
package org.wardgate.attestation.eat;

import org.jspecify.annotations.NullMarked;
