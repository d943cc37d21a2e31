/** Files of ours that survive a power cut. */
@NullMarked
package org.wardgate.mud.disk;

import org.jspecify.annotations.NullMarked;
