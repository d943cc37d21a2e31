/** The way to the cloud over Kura's cloud publishers. */
@NullMarked
package org.wardgate.platform.kura.cloud;

import org.jspecify.annotations.NullMarked;
