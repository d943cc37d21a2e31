/** What comes of updates when everything that can fail does. */
@NullMarked
package org.wardgate.installer.health;

import org.jspecify.annotations.NullMarked;
