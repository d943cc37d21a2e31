/** Refusals shared by everything that reads what strangers send. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.crypto;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
