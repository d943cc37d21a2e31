/** Tests. */
@NullMarked
package org.wardgate.attestation.offline;

import org.jspecify.annotations.NullMarked;
