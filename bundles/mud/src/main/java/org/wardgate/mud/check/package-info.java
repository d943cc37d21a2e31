/** The verdict on a file and its policy in words, for the command line. Usable outside OSGi. */
@NullMarked
package org.wardgate.mud.check;

import org.jspecify.annotations.NullMarked;
