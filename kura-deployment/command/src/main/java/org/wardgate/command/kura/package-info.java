/** What prepares a gateway that runs Eclipse Kura. */
@NullMarked
package org.wardgate.command.kura;

import org.jspecify.annotations.NullMarked;
