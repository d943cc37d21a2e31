/** Tests. */
@NullMarked
package org.wardgate.attestation.dice;

import org.jspecify.annotations.NullMarked;
