/** Tests of revocation lists and OCSP. */
@NullMarked
package org.wardgate.crypto.revocation;

import org.jspecify.annotations.NullMarked;
