@NullMarked
package org.wardgate.command.line;

import org.jspecify.annotations.NullMarked;
