/** What every format of evidence has in common, and how a new one is added. */
@NullMarked
package org.wardgate.attestation.scheme;

import org.jspecify.annotations.NullMarked;
