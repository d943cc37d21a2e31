/** The registrar of constrained BRSKI: vouchers between pledges and MASAs. */
@NullMarked
package org.wardgate.registrar;

import org.jspecify.annotations.NullMarked;
