/**
 * The hospital's signed list of devices, classes, therapy floors and manufacturers. Foundation:
 * every stage may read it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.inventory;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
