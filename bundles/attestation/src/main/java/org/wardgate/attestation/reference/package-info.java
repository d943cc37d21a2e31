/** Reference values and endorsements: signed files, read, kept in memory, never going back. */
@NullMarked
package org.wardgate.attestation.reference;

import org.jspecify.annotations.NullMarked;
