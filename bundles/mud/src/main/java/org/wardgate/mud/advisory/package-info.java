/** Threat MUD: signed advisories about models, read, verified and passed on. */
@NullMarked
package org.wardgate.mud.advisory;

import org.jspecify.annotations.NullMarked;
