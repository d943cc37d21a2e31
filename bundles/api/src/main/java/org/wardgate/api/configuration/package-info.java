/** What operators configure: what was refused and why, and the forms that consoles show. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.configuration;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
