/** Vouchers and requests kept as files. */
@NullMarked
package org.wardgate.registrar.offline;

import org.jspecify.annotations.NullMarked;
