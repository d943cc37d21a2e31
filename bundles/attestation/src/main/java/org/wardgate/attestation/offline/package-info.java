/** Verification of evidence from files, without a gateway. */
@NullMarked
package org.wardgate.attestation.offline;

import org.jspecify.annotations.NullMarked;
