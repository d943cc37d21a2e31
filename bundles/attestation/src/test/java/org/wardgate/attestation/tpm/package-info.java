/** Tests. */
@NullMarked
package org.wardgate.attestation.tpm;

import org.jspecify.annotations.NullMarked;
