/** Opinions, verdicts and the pure trust function. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.trust;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
