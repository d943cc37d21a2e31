/** Tests. */
@NullMarked
package org.wardgate.platform.kura.audit;

import org.jspecify.annotations.NullMarked;
