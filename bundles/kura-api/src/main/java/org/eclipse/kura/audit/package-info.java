/** Who does what on Eclipse Kura, for its audit log. */
@Export
@Version("1.0.0")
@NullMarked
package org.eclipse.kura.audit;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
