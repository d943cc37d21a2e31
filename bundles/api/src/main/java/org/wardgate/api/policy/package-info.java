/** What a device may do on the network, in the gateway's own terms. Foundation. */
@Export
@Version("1.0.0")
@NullMarked
package org.wardgate.api.policy;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
