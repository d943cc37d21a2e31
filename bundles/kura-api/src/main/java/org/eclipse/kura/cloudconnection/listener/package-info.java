/** Who wants to know what becomes of Eclipse Kura's cloud connections. */
@Export
@Version("1.0.0")
@NullMarked
package org.eclipse.kura.cloudconnection.listener;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
