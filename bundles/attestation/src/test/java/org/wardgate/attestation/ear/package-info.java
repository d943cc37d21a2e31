/** Tests. */
@NullMarked
package org.wardgate.attestation.ear;

import org.jspecify.annotations.NullMarked;
