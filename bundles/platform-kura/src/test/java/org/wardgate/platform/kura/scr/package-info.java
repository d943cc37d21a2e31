/** The bundle on a real framework with a real component runtime. */
@NullMarked
package org.wardgate.platform.kura.scr;

import org.jspecify.annotations.NullMarked;
