/** Tests. */
@NullMarked
package org.wardgate.attestation.profile.keep;

import org.jspecify.annotations.NullMarked;
