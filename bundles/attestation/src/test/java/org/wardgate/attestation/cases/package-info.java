/** Tests. */
@NullMarked
package org.wardgate.attestation.cases;

import org.jspecify.annotations.NullMarked;
