/** Passwords and key files, encrypted with the key of the Kura installation. */
@NullMarked
package org.wardgate.platform.kura.secret;

import org.jspecify.annotations.NullMarked;
