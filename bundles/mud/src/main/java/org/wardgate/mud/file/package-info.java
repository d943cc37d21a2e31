/** RFC 8520 files in the terms of the standard, and their parser. */
@NullMarked
package org.wardgate.mud.file;

import org.jspecify.annotations.NullMarked;
