/** Tests. */
@NullMarked
package org.wardgate.attestation;

import org.jspecify.annotations.NullMarked;
