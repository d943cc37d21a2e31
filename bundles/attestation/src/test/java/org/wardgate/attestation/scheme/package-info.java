/** Tests. */
@NullMarked
package org.wardgate.attestation.scheme;

import org.jspecify.annotations.NullMarked;
