/** The launcher and command line's part of the error catalogue. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.launcher;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
