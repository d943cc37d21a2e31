/** Tests. */
@NullMarked
package org.wardgate.platform.kura.command;

import org.jspecify.annotations.NullMarked;
