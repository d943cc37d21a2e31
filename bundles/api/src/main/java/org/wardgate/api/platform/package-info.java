/** What the host platform (Felix or Kura) provides. Foundation: every stage may use it. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.platform;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
