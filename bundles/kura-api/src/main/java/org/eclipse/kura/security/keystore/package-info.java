/** Key stores of Eclipse Kura. */
@Export
@Version("1.2.0")
@NullMarked
package org.eclipse.kura.security.keystore;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
