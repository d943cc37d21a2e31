/**
 * How devices reach the gateway and the gateway reaches devices, whatever carries the datagrams.
 * Foundation: every stage may use it.
 */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.transport;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
