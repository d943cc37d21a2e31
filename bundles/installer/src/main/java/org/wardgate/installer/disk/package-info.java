/** Files that survive a power cut whole. */
@NullMarked
package org.wardgate.installer.disk;

import org.jspecify.annotations.NullMarked;
