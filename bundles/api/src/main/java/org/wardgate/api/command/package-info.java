/** Commands of people and of the cloud, and the one gate for them. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.command;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
