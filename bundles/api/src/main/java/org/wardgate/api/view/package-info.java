/** What there is to see: devices, alarms, cloud progress. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.view;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
