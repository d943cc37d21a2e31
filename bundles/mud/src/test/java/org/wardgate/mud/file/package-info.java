/** Tests of the parser. */
@NullMarked
package org.wardgate.mud.file;

import org.jspecify.annotations.NullMarked;
