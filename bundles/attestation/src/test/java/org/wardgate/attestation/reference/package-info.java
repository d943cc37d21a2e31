/** Tests. */
@NullMarked
package org.wardgate.attestation.reference;

import org.jspecify.annotations.NullMarked;
