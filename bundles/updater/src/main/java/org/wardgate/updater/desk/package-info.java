/** Takes updates, decides on them, and follows what the installer makes of them. */
@NullMarked
package org.wardgate.updater.desk;

import org.jspecify.annotations.NullMarked;
