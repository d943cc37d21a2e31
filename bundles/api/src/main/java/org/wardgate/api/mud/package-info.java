/** The MUD manager's events, intents and ports, and the compiler. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.mud;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
