/** Keys derived from keys. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto.kdf;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
