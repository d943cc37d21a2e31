/** Signed protection profiles: read, offered, adopted, kept over restarts. */
@NullMarked
package org.wardgate.attestation.profile.keep;

import org.jspecify.annotations.NullMarked;
