/** Vouchers and requests for them: reading, writing, checking. Pure. */
@NullMarked
package org.wardgate.registrar.voucher;

import org.jspecify.annotations.NullMarked;
