/** Enforcement's events, intents and port. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.enforcement;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
