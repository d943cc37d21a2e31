/** The command line itself: arguments, usage, output, exit status. */
@NullMarked
package org.wardgate.command.line;

import org.jspecify.annotations.NullMarked;
