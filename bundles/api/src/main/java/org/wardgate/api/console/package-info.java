/** The console's part of the error catalogue. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.console;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
