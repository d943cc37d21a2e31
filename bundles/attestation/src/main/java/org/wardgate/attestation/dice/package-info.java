/** Evidence signed by the last key of a DICE chain. */
@NullMarked
package org.wardgate.attestation.dice;

import org.jspecify.annotations.NullMarked;
