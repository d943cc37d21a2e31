/** What comes of updates when everything that can fail does. */
@NullMarked
package org.wardgate.installer;

import org.jspecify.annotations.NullMarked;
