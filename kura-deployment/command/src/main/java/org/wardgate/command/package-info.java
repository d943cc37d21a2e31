/** The command {@code wardgate}: what people type. */
@NullMarked
package org.wardgate.command;

import org.jspecify.annotations.NullMarked;
