/** Tests. */
@NullMarked
package org.wardgate.platform.kura.settings;

import org.jspecify.annotations.NullMarked;
