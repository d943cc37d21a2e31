/** Tests. */
@NullMarked
package org.wardgate.attestation.se;

import org.jspecify.annotations.NullMarked;
