/** Conformity certificates in real time. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.conformity;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
