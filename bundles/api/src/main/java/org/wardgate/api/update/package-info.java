/** Signed updates of the gateway's own bundles: the desk that takes them, and what is reported. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.update;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
