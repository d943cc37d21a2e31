/** Accounts of Kura, by either of the two services that know them. */
@NullMarked
package org.wardgate.platform.kura.account;

import org.jspecify.annotations.NullMarked;
