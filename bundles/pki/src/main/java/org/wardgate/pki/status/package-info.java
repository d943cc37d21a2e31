/** What relying parties are told about certificates: revocation lists and OCSP. */
@NullMarked
package org.wardgate.pki.status;

import org.jspecify.annotations.NullMarked;
