/** Attestation results as EAR (draft-ietf-rats-ear), CWT and JWT. */
@NullMarked
package org.wardgate.attestation.ear;

import org.jspecify.annotations.NullMarked;
