/** Settings, kept in Kura's configurations and snapshots. */
@NullMarked
package org.wardgate.platform.kura.settings;

import org.jspecify.annotations.NullMarked;
