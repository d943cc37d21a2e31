/** Tests. */
@NullMarked
package org.wardgate.attestation.eat;

import org.jspecify.annotations.NullMarked;
