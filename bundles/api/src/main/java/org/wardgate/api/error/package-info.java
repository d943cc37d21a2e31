/** The error catalogue's form: stable code, reason, remedy. Each stage has its own enum. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.error;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
