/** Receiving from the cloud on Eclipse Kura. */
@Export
@Version("1.0.0")
@NullMarked
package org.eclipse.kura.cloudconnection.subscriber;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
