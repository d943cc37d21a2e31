@NullMarked
package org.wardgate.registrar.voucher;

import org.jspecify.annotations.NullMarked;
