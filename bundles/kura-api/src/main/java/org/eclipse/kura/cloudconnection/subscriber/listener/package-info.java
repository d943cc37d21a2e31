/** Who wants to know what the cloud sends to Eclipse Kura. */
@Export
@Version("1.0.0")
@NullMarked
package org.eclipse.kura.cloudconnection.subscriber.listener;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
