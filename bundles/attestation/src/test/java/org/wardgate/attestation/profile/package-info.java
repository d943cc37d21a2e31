/** Tests. */
@NullMarked
package org.wardgate.attestation.profile;

import org.jspecify.annotations.NullMarked;
