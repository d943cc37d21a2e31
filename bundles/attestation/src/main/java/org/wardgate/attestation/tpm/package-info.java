/** Evidence as quotes of a TPM 2.0. */
@NullMarked
package org.wardgate.attestation.tpm;

import org.jspecify.annotations.NullMarked;
