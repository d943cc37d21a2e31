/** From a pledge's request to its voucher. */
@NullMarked
package org.wardgate.registrar.desk;

import org.jspecify.annotations.NullMarked;
