/** Tests. */
@NullMarked
package org.wardgate.platform.kura.account;

import org.jspecify.annotations.NullMarked;
