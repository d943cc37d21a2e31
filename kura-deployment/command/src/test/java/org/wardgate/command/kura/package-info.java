/** Tests. */
@NullMarked
package org.wardgate.command.kura;

import org.jspecify.annotations.NullMarked;
